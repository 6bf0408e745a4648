import { Descriptions } from 'antd';
import { count } from '@/lib/figures';
import { problemFrom } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import type { BatchDetail } from './api';
import { words } from './words';

/** The files of the batch as they came, refused ones with the reason, and which column was taken for what. */
export function FileFacts({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const columns = Object.entries(batch.mapping).filter(([, column]) => (Array.isArray(column) ? column.length > 0 : Boolean(column)));
  return (
    <div className="cw-stack">
      {batch.files.map((file) => (
        <div key={file.sha256}>
          <strong>{file.name}</strong> <span className="cw-quiet">{count(file.rows)} {say('rows')} · {count(file.size / 1024, 1)} KB</span> <StatusTag tone={file.error ? 'bad' : 'good'}>{say.code('fileState', file.state)}</StatusTag>
          {file.error && <ProblemAlert problem={problemFrom(422, file.error)} />}
        </div>
      ))}
      {columns.length > 0 && (
        <Descriptions size="small" column={{ xs: 1, sm: 2 }} title={say('mapping')} items={columns.map(([field, column]) => ({ key: field, label: say.code('field', field), children: Array.isArray(column) ? column.join('、') : String(column) }))} />
      )}
    </div>
  );
}
