import { DeleteOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Select, Upload } from 'antd';
import { count } from '@/lib/figures';
import { problemFrom } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { words } from '../words';
import type { FilePreview, Sheets } from './preview-api';

interface Props {
  files: File[];
  previews: FilePreview[];
  sheets: Sheets;
  disabled: boolean;
  onFiles: (files: File[]) => void;
  onSheets: (sheets: Sheets) => void;
}

/** Files are added by dropping or choosing, as often as one likes; each says what it is, or why it cannot be used. */
export function ChosenFiles({ files, previews, sheets, disabled, onFiles, onSheets }: Props) {
  const say = useWords(words);
  const add = (more: File[]) => onFiles([...files.filter((file) => more.every((one) => one.name !== file.name)), ...more]);
  return (
    <div className="cw-stack">
      <Upload.Dragger
        multiple accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.jsonl,.ndjson" data-testid="list-file" showUploadList={false} disabled={disabled}
        beforeUpload={(file, all) => { if (file === all[0]) add([...all]); return false; }}
      >
        <p><InboxOutlined className="cw-drop-icon" aria-hidden /></p>
        <p>{say('wizard.drop')}</p>
      </Upload.Dragger>
      {files.length > 0 && (
        <ul className="cw-files" aria-label={say('wizard.upload')}>
          {files.map((file, place) => (
            <li key={file.name} data-testid="chosen-file">
              <div className="cw-file-head">
                <strong>{file.name}</strong>
                <Button size="small" type="text" icon={<DeleteOutlined />} disabled={disabled} aria-label={say('wizard.remove', { name: file.name })} onClick={() => onFiles(files.filter((one) => one !== file))} />
              </div>
              <Facts preview={previews[place]?.name === file.name ? previews[place] : undefined} chosen={sheets[file.name]} disabled={disabled} onChosen={(names) => onSheets({ ...sheets, [file.name]: names })} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Facts({ preview, chosen, disabled, onChosen }: { preview: FilePreview | undefined; chosen: string[] | undefined; disabled: boolean; onChosen: (names: string[]) => void }) {
  const say = useWords(words);
  if (!preview) return null;
  if (preview.error) return <><ProblemAlert problem={problemFrom(422, preview.error)} /><p className="cw-quiet">{say('wizard.othersGoOn')}</p></>;
  const rows = say(preview.rows_exact ? 'wizard.rows' : 'wizard.rowsAbout', { n: count(preview.rows) });
  return (
    <div className="cw-file-facts">
      <StatusTag tone="good">{rows}</StatusTag>
      <span>{say.code('encoding', preview.encoding)}</span>
      <span>{preview.header_line > 0 ? say('wizard.header', { n: preview.header_line }) : say('wizard.noHeader')}</span>
      {preview.blank_lines > 0 && <span>{say('wizard.blank', { n: count(preview.blank_lines) })}</span>}
      {preview.sheets.length > 1 && (
        <label className="cw-sheets">{say('wizard.sheet')} <Select
          mode="multiple" size="small" aria-label={`${say('wizard.sheet')} ${preview.name}`} disabled={disabled} value={chosen ?? (preview.sheet ? [preview.sheet] : [])}
          onChange={(names: string[]) => { if (names.length > 0) onChosen(preview.sheets.filter((sheet) => names.includes(sheet))); }}
          options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        /></label>
      )}
    </div>
  );
}
