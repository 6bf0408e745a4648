import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { Job } from '@/client/jobs';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { problemFrom } from '@/lib/problem';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { ProblemAlert } from '@/ui/problem-alert';
import { type BatchDetail, type RuleExamples, useBatch } from './api';
import { GatePage } from './gate/gate-card';
import { GateTag } from './gate-tag';
import { CleaningExamples, MatchReasons } from './report/cleaning-examples';
import { FileFacts } from './report/file-facts';
import { RejectReasons } from './report/reject-reasons';
import { RowTable } from './report/row-table';
import { ScreeningReport } from './report/screening';
import { StepTimes } from './report/step-times';
import { Tiles } from './report/tiles';
import { CleaningSteps } from './wizard/cleaning-steps';
import { words } from './words';

export default function BatchPage() {
  const { id = '' } = useParams();
  const query = useBatch(id);
  return <Only permission="lists.read"><Loaded query={query} rows={12}>{(batch) => <Batch batch={batch} />}</Loaded></Only>;
}

function Batch({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const cleaned = batch.state === 'cleaned';
  const may = useMay();
  const queries = useQueryClient();
  const { values, set } = useUrlState(['job', 'already', 'tab'], { tab: 'report' });
  const reload = (job: Job) => { if (job.state === 'done') set({ job: '' }); void queries.invalidateQueries({ queryKey: ['list', batch.id] }); };
  const campaign = batch.campaign_code ? ` · ${say('campaign')}: ${batch.campaign_code}` : '';
  return (
    <Page
      title={batch.name} lead={`${say('source')}: ${batch.source} · ${say('created')}: ${when(batch.created_at)}${campaign}`}
      actions={<>
        <GateTag batch={batch} />
        {cleaned && may('lists.write') && <Button icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/export.csv`} data-testid="export-download">{say('export.download')}</Button>}
      </>}
    >
      {batch.error && <ProblemAlert problem={problemFrom(422, batch.error)} />}
      {values.already && <Alert type="info" showIcon title={say('wizard.already')} />}
      {!cleaned && <CleaningSteps batch={batch} job={values.job} onEnd={reload} />}
      {cleaned && (
        <Parts
          label={batch.name} active={values.tab} onChange={(tab) => set({ tab })}
          items={[
            { key: 'report', label: say('tab.report'), children: <Report batch={batch} /> },
            { key: 'gate', label: say('tab.gate'), children: <div className="cw-page"><GatePage batch={batch} /></div> },
            { key: 'rows', label: say('tab.rows'), children: <Section testid="rows"><RowTable id={batch.id} /></Section> },
            { key: 'files', label: say('tab.files'), children: <Section testid="files"><FileFacts batch={batch} /></Section> },
          ]}
        />
      )}
      {!cleaned && <Section title={say('files')} testid="files"><FileFacts batch={batch} /></Section>}
    </Page>
  );
}

function Report({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const examples = batch.examples as unknown as RuleExamples[];
  return (
    <div className="cw-page">
      <Section title={say('report')} testid="cleaning-report"><Tiles batch={batch} /></Section>
      <div className="cw-columns">
        <Section title={say('why')} testid="reject-reasons" extra={batch.rejected > 0 && may('lists.write') && <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/rejects.xlsx`} data-testid="rejects-download">{say('rejects.download')}</Button>}>
          <RejectReasons batch={batch} />
        </Section>
        <Section title={say('matches')} testid="matches" extra={<Link to={`/lists/pairs?batch=${batch.id}`}>{say('pairs.open')}</Link>}><MatchReasons examples={examples} /></Section>
      </div>
      <Section title={say('rules')} testid="examples"><CleaningExamples examples={examples} /></Section>
      <ScreeningReport id={batch.id} />
      <Section title={say('steps')} testid="steps"><StepTimes batch={batch} /></Section>
    </div>
  );
}
