import { Table } from 'antd';
import { when } from '@/lib/dates';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Section } from '@/ui/page';
import { type Statement, useVersions, type Version } from './api';
import { words } from './words';

/** V1 as it was closed, and what each later statement changed about the month. */
export function Versions({ statement }: { statement: Statement }) {
  const say = useWords(words);
  const query = useVersions(statement.person_id, statement.month);
  const name = (row: Version) => row.number === 1 ? say('versions.first', { month: row.month }) : say('versions.later', { n: row.number, month: row.month });
  return (
    <Section title={say('versions')} testid="versions">
      <Loaded query={query}>
        {(rows) => (
          <Table<Version>
            size="small" rowKey="number" dataSource={rows} pagination={false} aria-label={say('versions')} scroll={{ x: 560 }}
            columns={[
              { title: say('versions'), render: (_, row) => <>{name(row)}{row.number > 1 && <ul className="cw-plain-list">{row.lines.map((line) => <li key={line.place} className="cw-quiet">{pick(line.title)}</li>)}</ul>}</> },
              { title: say('close.do'), width: 170, render: (_, row) => when(row.closed_at) },
              { title: say('versions.delta'), align: 'right', width: 140, render: (_, row) => row.number === 1 ? '—' : <Money amount={row.delta} currency={statement.currency} /> },
              { title: say('versions.total'), align: 'right', width: 150, render: (_, row) => <Money amount={row.total} currency={statement.currency} /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
