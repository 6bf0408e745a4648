import { Button, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { allows, useMay, useMe } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { asProblem } from '@/lib/problem';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { MonthPicker } from '@/ui/month-picker';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag } from '@/ui/status-tag';
import { type StatementRow, useStatement, useStatements } from './api';
import { ClosePay } from './close-pay';
import { StatementLines } from './statement-lines';
import { words } from './words';

/** Roles that look after other people's pay see the month's list; everybody sees their own statement. */
const overseers = ['owner', 'hr', 'finance', 'manager', 'team_lead'];

export default function Pay() {
  const say = useWords(words);
  const { data: me } = useMe();
  const may = useMay();
  const { values, set } = useUrlState(['month'], { month: companyMonth(1) });
  const sees = allows(me, 'pay.read') && (me?.roles.some((role) => overseers.includes(role)) ?? false);
  return (
    <Only permission="pay.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={<><MonthPicker value={values.month} onChange={(month) => set({ month })} />{may('pay.close') && <ClosePay month={values.month} />}</>}
      >
        {me?.person_id && <Section title={say('mine')} testid="my-statement"><MyStatement person={me.person_id} month={values.month} /></Section>}
        {sees && <Section title={say('all')} testid="statements"><MonthList month={values.month} /></Section>}
      </Page>
    </Only>
  );
}

function MyStatement({ person, month }: { person: string; month: string }) {
  const say = useWords(words);
  const query = useStatement(person, month);
  if (query.isError && asProblem(query.error).status === 404) {
    return <EmptyState title={say('mineNone.title', { month })} text={say('mineNone.text')} />;
  }
  return <Loaded query={query}>{(statement) => <StatementLines statement={statement} />}</Loaded>;
}

function MonthList({ month }: { month: string }) {
  const say = useWords(words);
  const go = useNavigate();
  const { page, size, set } = useUrlState(['month']);
  const query = useStatements({ month, page, size }, true);
  const columns: TableColumnsType<StatementRow> = [
    { title: say('person'), fixed: 'left', width: 130, render: (_, row) => <Link to={`/pay/${row.person_id}/${row.month}`}>{row.name}</Link> },
    { title: say('number'), dataIndex: 'employee_number', width: 110 },
    { title: say('department'), dataIndex: 'department', width: 150 },
    { title: say('earned'), align: 'right', width: 150, render: (_, row) => <Money amount={row.earned_total} currency={row.currency} /> },
    { title: say('paid'), align: 'right', width: 150, render: (_, row) => <Money amount={row.paid_total} currency={row.currency} /> },
    { title: say('state'), render: (_, row) => <StatusTag tone={row.state === 'open' || row.state === 'draft' ? 'waiting' : 'good'}>{say.code('state', row.state)}</StatusTag> },
  ];
  return (
    <PagedTable<StatementRow>
      query={query} columns={columns} rowKey={(row) => row.person_id} label={say('all')} minWidth={780} onPage={(to, rows) => set({ month, page: to, size: rows })}
      onOpen={(row) => void go(`/pay/${row.person_id}/${row.month}`)}
      empty={<EmptyState title={say('none.title', { month })} text={say('none.text')}><Button onClick={() => void go(`/people?tab=scores&month=${month}`)}>{say('close.do')}</Button></EmptyState>}
    />
  );
}
