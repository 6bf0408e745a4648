import { Button, Select, Table, type TableColumnsType } from 'antd';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { words } from '../words';
import { assign, type Choice, type Field, fields, isField, type Layout, missing, type Origin, type Understood } from './layouts';
import type { ColumnPreview } from './preview-api';

interface Props { layout: Layout; several: boolean; understood: Understood; disabled: boolean; onChoice: (choice: Choice) => void; onReset: () => void }
const tones = { sniffed: 'quiet', remembered: 'busy', corrected: 'good' } as const satisfies Record<Origin, string>;

/** The columns of files with one header: a few cells, what each is taken for, and what looks wrong about it. */
export function ColumnTable({ layout, several, understood, disabled, onChoice, onReset }: Props) {
  const say = useWords(words);
  const { choice, origin } = understood;
  const lacking = missing(choice);
  const title = several ? say('wizard.columnsOf', { names: layout.files.map((file) => file.name).join('、') }) : say('wizard.check');
  return (
    <Section
      title={title} testid="wizard-columns"
      extra={<><StatusTag tone={tones[origin]}>{say(`origin.${origin}`)}</StatusTag>{origin === 'corrected' && <Button size="small" onClick={onReset} disabled={disabled}>{say('wizard.reset')}</Button>}</>}
    >
      <div className="cw-stack">
        {lacking.length > 0 && <p className="cw-bad" role="status" data-testid="columns-missing">{say('wizard.missing', { fields: lacking.map((field) => say(`field.${field}`)).join('、') })}</p>}
        <Table<ColumnPreview>
          size="small" rowKey="name" tableLayout="fixed" pagination={false} dataSource={layout.files[0]?.columns ?? []} aria-label={title}
          rowClassName={(column) => (doubtOf(column, choice, origin) ? 'cw-row-doubt' : '')} columns={useColumns({ choice, origin, disabled, onChoice })}
        />
      </div>
    </Section>
  );
}

function useColumns({ choice, origin, disabled, onChoice }: { choice: Choice; origin: Origin; disabled: boolean; onChoice: (choice: Choice) => void }): TableColumnsType<ColumnPreview> {
  const say = useWords(words);
  const options = [{ value: '', label: say('wizard.unread') }, ...fields.map((field) => ({ value: field as string, label: say(`field.${field}`) }))];
  return [
    { title: say('wizard.column'), render: (_, column) => <><strong>{column.name}</strong><Cells column={column} most={2} className="cw-only-narrow cw-cells" /></> },
    {
      title: <>{say('wizard.meaning')}<DefinitionMark of="columnMeaning" figure={say('wizard.meaning')} /></>, width: 200,
      render: (_, column) => {
        const doubt = doubtOf(column, choice, origin);
        return (
          <div className="cw-meaning">
            <Select
              value={(choice[column.name] ?? '') as string} options={options} disabled={disabled} aria-label={say('wizard.meaningOf', { column: column.name })} status={doubt ? 'warning' : ''}
              onChange={(field) => onChoice(assign(choice, column.name, isField(field) ? (field satisfies Field) : null))}
            />
            {doubt && <StatusTag tone="warning">{say(`doubt.${doubt}`)}</StatusTag>}
          </div>
        );
      },
    },
    { title: say('wizard.cells'), width: '48%', responsive: ['lg'], render: (_, column) => <Cells column={column} most={4} /> },
    { title: <>{say('wizard.filled')}<DefinitionMark of="filled" figure={say('wizard.filled')} /></>, align: 'right', width: 110, responsive: ['lg'], render: (_, column) => percent(column.filled, 0) },
  ];
}

function Cells({ column, most, className = 'cw-cells' }: { column: ColumnPreview; most: number; className?: string }) {
  const say = useWords(words);
  if (column.cells.length === 0) return <span className={`${className} cw-quiet`}>{say('wizard.noCells')}</span>;
  return <span className={className}>{column.cells.slice(0, most).map((cell, place) => <span key={`${place}-${cell}`} title={cell}>{cell}</span>)}</span>;
}

type Doubt = 'few_numbers' | 'few_companies' | 'numbers_unused' | 'companies_unused' | 'empty' | 'guessed';

/** What the server doubts about its own reading; once a person has decided about the column it is silent. */
function doubtOf(column: ColumnPreview, choice: Choice, origin: Origin): Doubt | null {
  const now = choice[column.name] ?? null;
  if (now !== column.field || (origin === 'corrected' && column.doubt === null)) return null;
  if (column.doubt) return column.doubt as Doubt;
  return column.taken === 'cells' && origin === 'sniffed' ? 'guessed' : null;
}
