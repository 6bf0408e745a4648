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
import { useStatement, useStatements } from './api';
import { ClosePay } from './close-pay';
import { MonthList } from './month-list';
import { StatementLines } from './statement-lines';
import { words } from './words';

/** Roles that look after other people's pay see the month's list; everybody sees their own statement. */
const overseers = ['owner', 'hr', 'finance', 'manager', 'team_lead'];

export default function Pay() {
  const say = useWords(words);
  const { data: me } = useMe();
  const may = useMay();
  const { values, set } = useUrlState(['month'], { month: companyMonth(1) });
  const list = useStatements(values.month);
  const sees = allows(me, 'pay.read') && (me?.roles.some((role) => overseers.includes(role)) ?? false);
  return (
    <Only permission="pay.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={<><MonthPicker value={values.month} onChange={(month) => set({ month })} />{may('pay.close') && list.data && !list.data.closed_at && <ClosePay month={values.month} />}</>}
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
