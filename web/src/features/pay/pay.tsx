import { allows, useMay, useMe } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { asProblem } from '@/lib/problem';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { useStatement, useStatements } from './api';
import { Changes } from './changes';
import { ClosePay } from './close-pay';
import { DisputeList } from './dispute-list';
import { MonthList } from './month-list';
import { OutlookPanel } from './outlook-panel';
import { PayoutBar } from './payout-bar';
import { PlanTab } from './plan-tab';
import { Seeing } from './seeing';
import { StatementLines } from './statement-lines';
import { words } from './words';

export default function Pay() {
  const say = useWords(words);
  const { data: me } = useMe();
  const may = useMay();
  const { values, set } = useUrlState(['month', 'tab'], { month: companyMonth(1), tab: 'statements' });
  const list = useStatements(values.month);
  const sees = allows(me, 'pay.read_others');
  const tabs = [
    { key: 'statements', label: say('tab.statements'), children: <Statements month={values.month} sees={sees} person={me?.person_id ?? null} paid={me?.roles.some((role) => paidRoles.includes(role)) ?? false} /> },
    { key: 'disputes', label: say('tab.disputes'), children: <DisputeList /> },
    ...(sees ? [{ key: 'changes', label: say('tab.changes'), children: <Changes month={values.month} /> }] : []),
    { key: 'plan', label: say('tab.plan'), children: <PlanTab month={values.month} /> },
    ...(sees ? [{ key: 'seeing', label: say('tab.seeing'), children: <Seeing month={values.month} /> }] : []),
  ];
  return (
    <Only permission="pay.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={<><MonthPicker value={values.month} onChange={(month) => set({ month })} />{may('pay.close') && list.data && !list.data.closed_at && <ClosePay month={values.month} />}</>}
      >
        <Parts label={say('title')} active={values.tab} onChange={(tab) => set({ tab })} items={tabs} />
      </Page>
    </Only>
  );
}

/** Roles whose pay the plan works out. */
const paidRoles = ['agent', 'team_lead', 'manager'];

function Statements({ month, sees, person, paid }: { month: string; sees: boolean; person: string | null; paid: boolean }) {
  const say = useWords(words);
  return (
    <div className="cw-stack">
      {person && paid && <OutlookPanel person={person} month={companyMonth()} />}
      {person && <Section title={say('mine')} testid="my-statement"><MyStatement person={person} month={month} /></Section>}
      {sees && <Section title={say('all')} testid="statements"><div className="cw-stack"><PayoutBar month={month} /><MonthList month={month} /></div></Section>}
    </div>
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
