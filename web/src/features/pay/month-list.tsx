import { Button, Table } from 'antd';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { StatusTag } from '@/ui/status-tag';
import { type StatementRow, useStatements } from './api';
import { words } from './words';

/** Everybody's statements of a month; the server sends those that the asker may see. */
export function MonthList({ month }: { month: string }) {
  const say = useWords(words);
  const go = useNavigate();
  const query = useStatements(month);
  return (
    <Loaded query={query}>
      {(list) => list.items.length === 0
        ? <EmptyState title={say('none.title', { month })} text={say('none.text')}><Button onClick={() => void go(`/people?tab=scores&month=${month}`)}>{say('toScores')}</Button></EmptyState>
        : (
          <Table<StatementRow>
            size="small" rowKey="person_id" dataSource={[...list.items].sort((a, b) => a.employee_number.localeCompare(b.employee_number))} scroll={{ x: 900 }} aria-label={say('all')} pagination={{ pageSize: 50, hideOnSinglePage: true }}
            onRow={(row) => ({ onClick: () => void go(`/pay/${row.person_id}/${row.month}`), className: 'cw-row-opens' })}
            columns={[
              { title: say('person'), fixed: 'left', width: 120, render: (_, row) => <Link to={`/pay/${row.person_id}/${row.month}`}>{row.name}</Link> },
              { title: say('number'), dataIndex: 'employee_number', width: 110 },
              { title: say('department'), dataIndex: 'department', width: 150 },
              { title: say('earned'), align: 'right', width: 140, render: (_, row) => <Money amount={row.earned_total} currency={row.currency} /> },
              { title: say('paid'), align: 'right', width: 140, render: (_, row) => <Money amount={row.paid_total} currency={row.currency} /> },
              { title: say('corrections'), align: 'right', width: 120, render: (_, row) => count(row.corrections) },
              { title: say('opened'), render: (_, row) => row.opened_at ? <StatusTag tone="good">{when(row.opened_at)}</StatusTag> : <StatusTag tone="waiting">{say('notOpened')}</StatusTag> },
            ]}
          />
        )}
    </Loaded>
  );
}
