import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSample } from '@/client/sample';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { JobProgress } from '@/ui/job-progress';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { SampleLoading } from '@/ui/sample-loading';
import { type Findings, findingsKey, useDiagnose, useFindings, useHome } from './api';
import { EmptyCompany } from './empty-company';
import { FindingCard } from './finding-card';
import { FirstCall } from './first-call';
import { Milestones } from './milestones';
import { SampleProgress } from './sample-progress';
import { words } from './words';

export default function Home() {
  return <Only permission="diagnosis.read"><Board /></Only>;
}

function Board() {
  const say = useWords(words);
  const query = useFindings();
  const home = useHome();
  const { values } = useUrlState(['job']);
  const loading = Boolean(useSample().data?.loading);
  const isEmpty = home.data?.empty === true;
  if (values.job) return <Page title={say('title')} lead={say('lead')}><SampleProgress job={values.job} /></Page>;
  return (
    <Page title={say('title')} lead={say('lead')} actions={!isEmpty && <RunButton />}>
      <SampleLoading />
      <FirstCall />
      {home.data && !isEmpty && <Milestones milestones={home.data.milestones} />}
      {!isEmpty ? <Loaded query={query} rows={10}>{(findings) => <Found findings={findings} />}</Loaded> : !loading && <EmptyCompany />}
    </Page>
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
      {run.data && <JobProgress id={run.data.job_id} onEnd={(job) => { if (job.state === 'done') run.reset(); void queries.invalidateQueries({ queryKey: findingsKey }); }} />}
      <Button onClick={() => run.mutate()} loading={run.isPending} data-testid="diagnose">{say('run')}</Button>
    </>
  );
}

function Found({ findings }: { findings: Findings }) {
  const say = useWords(words);
  const { items, total_cost: total } = findings;
  const main = items.filter((finding) => finding.main);
  const others = items.filter((finding) => !finding.main);
  if (!findings.run_id) return <Section><EmptyState title={say('notRun.title')} text={say('notRun.text')}><RunButton /></EmptyState></Section>;
  if (items.length === 0) return <Section><EmptyState title={say('none.title')} text={say('none.text')} /></Section>;
  const mainCost = main.reduce((sum, finding) => sum + Number(finding.weight.cost), 0);
  const share = Number(total) > 0 ? percent(mainCost / Number(total), 0) : null;
  return (
    <>
      <Figures>
        {total !== null && <FigureWithDefinition label={say('total')} value={<Money amount={total} currency={findings.currency ?? undefined} />} definition="cost" hint={say('period', { first: findings.first_day ?? '', last: findings.last_day ?? '' })} testid="total-cost" />}
        <FigureWithDefinition label={say('mainCount')} value={count(main.length)} definition="pareto" hint={share && say('pareto', { n: main.length, share })} />
        <FigureWithDefinition label={say('allCount')} value={count(items.length)} hint={say('measured', { at: when(findings.created_at) })} />
      </Figures>
      <div className="cw-stack" data-testid="findings">
        {main.map((finding, place) => <FindingCard key={finding.rank} finding={finding} openAtFirst={place === 0} />)}
        {others.length > 0 && main.length > 0 && <h2 className="cw-small-head">{say('others')}</h2>}
        {others.map((finding) => <FindingCard key={finding.rank} finding={finding} openAtFirst={false} />)}
      </div>
    </>
  );
}
