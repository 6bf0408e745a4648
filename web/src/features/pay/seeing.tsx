import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { count, money, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { type Bunching, type Fairness, useBunching, useFairness } from './api';
import { words } from './words';

/** Two monitors: orders that crowd at the end of a month, and pay against contribution. */
export function Seeing({ month }: { month: string }) {
  return <div className="cw-stack"><Crowding month={month} /><Fair month={month} /></div>;
}

function Crowding({ month }: { month: string }) {
  const say = useWords(words);
  const query = useBunching(month);
  return (
    <Section title={say('bunching')} testid="bunching">
      <p className="cw-quiet">{say('bunching.text')}</p>
      <Loaded query={query}>
        {(rows) => rows.length === 0 ? <EmptyState title={say('bunching.none.title', { month })} text={say('bunching.none.text')} /> : (
          <Table<Bunching>
            size="small" rowKey={(row) => row.person_id ?? 'company'} dataSource={rows} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('bunching')} scroll={{ x: 820 }}
            columns={[
              { title: say('person'), render: (_, row) => row.name ?? <strong>{say('bunching.company')}</strong> },
              { title: say('bunching.orders'), align: 'right', width: 90, render: (_, row) => count(row.orders) },
              { title: say('bunching.late'), align: 'right', width: 130, render: (_, row) => count(row.late_orders) },
              { title: say('bunching.expected'), align: 'right', width: 100, render: (_, row) => count(row.expected, 1) },
              { title: say('bunching.chance'), align: 'right', width: 130, render: (_, row) => percent(row.chance, 2) },
              { title: say('bunching.returned'), align: 'right', width: 140, render: (_, row) => count(row.returned) },
              { title: say('state'), width: 120, render: (_, row) => row.flagged ? <StatusTag tone="warning">{say('bunching.flagged')}</StatusTag> : '—' },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Fair({ month }: { month: string }) {
  const say = useWords(words);
  const [months, setMonths] = useState(1);
  const query = useFairness(month, months);
  return (
    <Section title={say('fairness')} testid="fairness" extra={<Segmented<number> aria-label={say('fairness')} value={months} onChange={setMonths} options={[1, 3, 12].map((value) => ({ value, label: say('fairness.months', { n: value }) }))} />}>
      <p className="cw-quiet">{say('fairness.text')}</p>
      <Loaded query={query}>
        {(rows) => rows.length === 0 ? <EmptyState title={say('fairness.none.title', { month })} text={say('fairness.none.text')} /> : (
          <Table<Fairness>
            size="small" rowKey="person_id" dataSource={rows} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('fairness')} scroll={{ x: 960 }}
            columns={[
              { title: say('person'), dataIndex: 'name' },
              { title: say('paid'), align: 'right', width: 130, render: (_, row) => money(row.paid) },
              { title: say('fairness.revenue'), align: 'right', width: 130, render: (_, row) => money(row.revenue) },
              { title: say('fairness.reached'), align: 'right', width: 90, render: (_, row) => count(row.reached) },
              { title: say('fairness.expected'), align: 'right', width: 130, render: (_, row) => money(row.expected) },
              { title: say('fairness.added'), align: 'right', width: 130, render: (_, row) => row.added === null ? '—' : percent(row.added) },
              { title: say('fairness.ranks'), align: 'right', width: 170, render: (_, row) => `${row.pay_rank} / ${row.added_rank ?? '—'}` },
              { title: say('state'), width: 120, render: (_, row) => row.flagged ? <StatusTag tone="warning">{say('fairness.flagged')}</StatusTag> : '—' },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
