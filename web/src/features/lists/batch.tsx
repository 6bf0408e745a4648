import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { Job } from '@/client/jobs';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { problemFrom } from '@/lib/problem';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { JobProgress } from '@/ui/job-progress';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type BatchDetail, type RuleExamples, useBatch } from './api';
import { CleaningExamples, MatchReasons } from './cleaning-examples';
import { FileFacts } from './file-facts';
import { GateCard } from './gate-card';
import { GateTag } from './gate-tag';
import { RejectReasons } from './reject-reasons';
import { RowTable } from './row-table';
import { Tiles } from './tiles';
import { words } from './words';

export default function BatchPage() {
  const { id = '' } = useParams();
  const query = useBatch(id);
  return <Only permission="lists.read"><Loaded query={query} rows={12}>{(batch) => <Report batch={batch} />}</Loaded></Only>;
}

function Report({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const cleaned = batch.state === 'cleaned';
  const may = useMay();
  const queries = useQueryClient();
  const { values, set } = useUrlState(['job', 'already']);
  const reload = (job: Job) => { if (job.state === 'done') set({ job: '' }); void queries.invalidateQueries({ queryKey: ['list', batch.id] }); };
  return (
    <Page
      title={batch.name} lead={`${say('source')}: ${batch.source} · ${say('created')}: ${when(batch.created_at)}`}
      actions={<>
        <GateTag batch={batch} />
        {cleaned && may('lists.write') && <Button icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/export.csv`} data-testid="export-download">{say('export.download')}</Button>}
      </>}
    >
      {batch.error && <ProblemAlert problem={problemFrom(422, batch.error)} />}
      {values.already && <Alert type="info" showIcon title={say('wizard.already')} />}
      {!cleaned && (
        <Section title={say('wizard.clean')}>
          {values.job ? <JobProgress id={values.job} onEnd={reload} /> : <GateTag batch={batch} />}
          {batch.state !== 'failed' && <p className="cw-quiet">{say('wizard.working')}</p>}
        </Section>
      )}
      {cleaned && <CleanedReport batch={batch} />}
      <Section title={say('files')} testid="files"><FileFacts batch={batch} /></Section>
    </Page>
  );
}

function CleanedReport({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const examples = batch.examples as unknown as RuleExamples[];
  return (
    <>
      <Section title={say('report')} testid="cleaning-report"><Tiles batch={batch} /></Section>
      <div className="cw-columns">
        <Section title={say('why')} testid="reject-reasons" extra={batch.rejected > 0 && may('lists.write') && <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/rejects.xlsx`} data-testid="rejects-download">{say('rejects.download')}</Button>}>
          <RejectReasons batch={batch} />
        </Section>
        <GateCard batch={batch} />
      </div>
      <Section title={say('rules')} testid="examples"><CleaningExamples examples={examples} /></Section>
      <Section title={say('matches')} testid="matches"><MatchReasons examples={examples} /></Section>
      <Section title={say('rows.title')} testid="rows"><RowTable id={batch.id} /></Section>
    </>
  );
}
