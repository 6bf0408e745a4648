import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { JobProgress } from '@/ui/job-progress';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Home as HomeData, homeKey, useDiagnose, useHome } from './api';
import { EmptyCompany } from './empty-company';
import { FindingCard } from './finding-card';
import { words } from './words';

export default function Home() {
  const say = useWords(words);
  const query = useHome();
  return (
    <Only permission="diagnosis.read">
      <Page title={say('title')} lead={say('lead')} actions={query.data && !query.data.empty && <RunButton />}>
        <Loaded query={query} rows={10}>{(home) => home.empty ? <EmptyCompany /> : <Findings home={home} />}</Loaded>
      </Page>
    </Only>
  );
}

function RunButton() {
  const say = useWords(words);
  const may = useMay();
  const queries = useQueryClient();
  const run = useDiagnose();
  if (!may('diagnosis.write')) return null;
  return (
    <>
      <ProblemAlert problem={run.error} />
      {run.data && <JobProgress id={run.data.job_id} onEnd={() => { run.reset(); void queries.invalidateQueries({ queryKey: homeKey }); }} />}
      <Button onClick={() => run.mutate()} loading={run.isPending} data-testid="diagnose">{say('run')}</Button>
    </>
  );
}

function Findings({ home }: { home: HomeData }) {
  const say = useWords(words);
  const main = home.findings.filter((finding) => finding.main);
  const others = home.findings.filter((finding) => !finding.main);
  if (!home.measured_at) return <Section><EmptyState title={say('notRun.title')} text={say('notRun.text')}><RunButton /></EmptyState></Section>;
  if (home.findings.length === 0) return <Section><EmptyState title={say('none.title')} text={say('none.text')} /></Section>;
  return (
    <>
      <Figures>
        <FigureWithDefinition label={say('total')} value={<Money amount={home.total_cost} currency={home.currency} />} definition="cost" testid="total-cost" />
        <FigureWithDefinition label={say('mainCount')} value={count(main.length)} definition="pareto" hint={home.main_share !== null && say('pareto', { n: main.length, share: percent(home.main_share, 0) })} />
        <FigureWithDefinition label={say('allCount')} value={count(home.findings.length)} hint={say('measured', { at: when(home.measured_at) })} />
      </Figures>
      <div className="cw-stack" data-testid="findings">
        {main.map((finding, place) => <FindingCard key={finding.id} finding={finding} openAtFirst={place === 0} />)}
        {others.length > 0 && main.length > 0 && <h2 className="cw-small-head">{say('others')}</h2>}
        {others.map((finding) => <FindingCard key={finding.id} finding={finding} openAtFirst={false} />)}
      </div>
    </>
  );
}
