import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Money } from '@/ui/money';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag } from '@/ui/status-tag';
import { type StatementRow, useStatements } from './api';
import { words } from './words';

/** Everybody's statements of a month; the server sends those that the asker may see, by employee number. */
export function MonthList({ month }: { month: string }) {
  const say = useWords(words);
  const go = useNavigate();
  const { page, size, set } = useUrlState([]);
  const query = useStatements(month, page, size);
  return (
    <PagedTable<StatementRow>
      query={query} rowKey={(row) => row.person_id} label={say('all')} minWidth={900} onPage={(next, length) => set({ page: next, size: length })}
      onOpen={(row) => void go(`/pay/${row.person_id}/${row.month}`)}
      empty={<EmptyState title={say('none.title', { month })} text={say('none.text')}><Button onClick={() => void go(`/people?tab=scores&month=${month}`)}>{say('toScores')}</Button></EmptyState>}
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
  );
}
