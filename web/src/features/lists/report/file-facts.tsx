import { Descriptions } from 'antd';
import { count } from '@/lib/figures';
import { problemFrom } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import type { BatchDetail } from '../api';
import { words } from '../words';

/** The files of the batch as they came, refused ones with the reason, and which column was taken for what. */
export function FileFacts({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  return (
    <div className="cw-stack">
      {batch.files.map((file) => (
        <div key={file.sha256}>
          <strong>{file.name}</strong> <span className="cw-quiet">{count(file.rows)} {say('rows')} · {count(file.size / 1024, 1)} KB</span> <StatusTag tone={file.error ? 'bad' : 'good'}>{say.code('fileState', file.state)}</StatusTag>
          {file.error && <ProblemAlert problem={problemFrom(422, file.error)} />}
          <ReadAs details={file.details} />
        </div>
      ))}
    </div>
  );
}

/** Encoding, sheet, and which column of the file was read as what. */
function ReadAs({ details }: { details: { [key: string]: unknown } }) {
  const say = useWords(words);
  const mapping = (details['mapping'] ?? {}) as Record<string, string | string[] | null>;
  const columns = Object.entries(mapping).filter(([field, column]) => field !== 'header' && field !== 'layouts' && (Array.isArray(column) ? column.length > 0 : Boolean(column)));
  if (columns.length === 0) return null;
  const facts = [say.code('encoding', String(details['encoding'] ?? '')), details['sheet'] ? `${say('wizard.sheet')}: ${String(details['sheet'])}` : '', Number(details['header_line']) > 0 ? say('wizard.header', { n: Number(details['header_line']) }) : say('wizard.noHeader')];
  return (
    <>
      <p className="cw-quiet cw-file-facts">{facts.filter(Boolean).map((fact) => <span key={fact}>{fact}</span>)}</p>
      <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={columns.map(([field, column]) => ({ key: field, label: say.code('field', field), children: Array.isArray(column) ? column.join('、') : String(column) }))} />
    </>
  );
}
