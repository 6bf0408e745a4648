import { Alert, Table } from 'antd';
import { count } from '@/lib/figures';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from './figure';
import { words } from './words';

export interface RejectedRow extends Bilingual { line: number; code: string; original: Record<string, string> }

/** What became of a small imported file: every row is accepted, already known, or rejected with a reason. */
export interface ImportOutcome {
  rows: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  rejections?: RejectedRow[];
  notes?: Bilingual[];
  already_imported?: boolean;
}

export function isImportOutcome(value: unknown): value is ImportOutcome {
  return typeof value === 'object' && value !== null && 'rows' in value && 'accepted' in value && 'rejected' in value;
}

export function ImportReport({ outcome }: { outcome: ImportOutcome }) {
  const say = useWords(words);
  const rejections = outcome.rejections ?? [];
  return (
    <div className="cw-stack" data-testid="import-report">
      {outcome.already_imported && <Alert type="info" showIcon title={say('import.already')} />}
      <Figures>
        <FigureWithDefinition label={say('import.rows')} value={count(outcome.rows)} />
        <FigureWithDefinition label={say('import.accepted')} value={count(outcome.accepted)} tone="good" />
        <FigureWithDefinition label={say('import.unchanged')} value={count(outcome.unchanged)} />
        <FigureWithDefinition label={say('import.rejected')} value={count(outcome.rejected)} tone={outcome.rejected > 0 ? 'bad' : 'plain'} />
      </Figures>
      {outcome.notes?.map((note) => <p key={note.en} className="cw-quiet">{pick(note)}</p>)}
      {rejections.length > 0 && (
        <Table<RejectedRow>
          size="small" rowKey={(row) => `${row.line}-${row.code}`} dataSource={rejections} scroll={{ x: 560 }}
          pagination={{ pageSize: 10, hideOnSinglePage: true }} aria-label={say('import.rejected')}
          columns={[
            { title: say('import.line'), dataIndex: 'line', width: 70, align: 'right' },
            { title: say('import.reason'), render: (_, row) => <>{pick(row)} <code className="cw-quiet">{row.code}</code></> },
            { title: say('import.original'), render: (_, row) => <span className="cw-quiet">{Object.values(row.original).filter(Boolean).slice(0, 5).join(' · ')}</span> },
          ]}
        />
      )}
    </div>
  );
}
