import { Alert, Table } from 'antd';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Section } from '@/ui/page';
import { useQuantity } from '@/ui/quantity';
import { StatusTag } from '@/ui/status-tag';
import { type Cascade, useCascade } from './plan-api';
import { words } from './plan-words';

interface Row { key: string; name: string; depth: number; level: Cascade['company']; manager: string | null }

/** Company → departments → teams → people: what was agreed above and what the parts sum to. */
export function CascadeSection({ month }: { month: string }) {
  const say = useWords(words);
  const query = useCascade(month);
  return <Section title={say('cascade')} testid="cascade"><Loaded query={query}>{(found) => <Whole found={found} />}</Loaded></Section>;
}

function Whole({ found }: { found: Cascade }) {
  const say = useWords(words);
  const write = useQuantity();
  const rows: Row[] = [
    { key: 'company', name: say('cascade.company', { quarter: found.quarter }), depth: 0, level: found.company, manager: null },
    ...found.departments.flatMap((one) => [
      { key: one.department_id, name: one.department, depth: 1, level: one.level, manager: one.manager },
      ...one.teams.map((team) => ({ key: team.team_id, name: team.team, depth: 2, level: team.level, manager: null })),
    ]),
  ];
  return (
    <div className="cw-stack">
      {found.month_total !== null && <p className="cw-quiet">{say('cascade.month', { sum: write(found.month_total, 'CNY') })}</p>}
      <Table<Row>
        size="small" rowKey="key" pagination={false} dataSource={rows} aria-label={say('cascade')} scroll={{ x: 720 }}
        columns={[
          { title: say('level'), render: (_, row) => <span style={{ paddingInlineStart: row.depth * 16 }}>{row.name}</span> },
          { title: say('target'), align: 'right', render: (_, row) => <Money amount={row.level.target} /> },
          { title: <>{say('parts')}<DefinitionMark of="cascadeParts" figure={say('parts')} /></>, align: 'right', render: (_, row) => <Money amount={row.level.parts} /> },
          { title: say('gap'), align: 'right', render: (_, row) => <Money amount={row.level.gap} /> },
          { title: say('carried'), width: 90, render: (_, row) => (row.level.carried === null ? '—' : <StatusTag tone={row.level.carried ? 'good' : 'bad'}>{say(row.level.carried ? 'carried.yes' : 'carried.no')}</StatusTag>) },
          { title: say('manager'), align: 'right', render: (_, row) => <Money amount={row.manager} /> },
        ]}
      />
      {found.warnings.length > 0 && <Alert type="warning" showIcon data-testid="goal-warnings" title={say('warnings', { n: count(found.warnings.length) })} description={<ul className="cw-plain-list cw-short-list">{found.warnings.map((one, place) => <li key={place}>{pick(bilingual(one))}</li>)}</ul>} />}
    </div>
  );
}
