import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { when } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { JobProgress } from '@/ui/job-progress';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { type BatchDetail, useBatch } from './api';
import { CleaningExamples } from './cleaning-examples';
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
  const queries = useQueryClient();
  const { values, set } = useUrlState(['job', 'already']);
  const reload = () => { set({ job: '' }); void queries.invalidateQueries({ queryKey: ['list', batch.id] }); };
  return (
    <Page
      title={batch.name} lead={`${say('source')}: ${batch.source} · ${say('created')}: ${when(batch.created_at)}`}
      actions={<>
        <GateTag batch={batch} />
        <Button icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/export.csv`}>{say('export.download')}</Button>
      </>}
    >
      {values.already && <Alert type="info" showIcon title={say('wizard.already')} />}
      {values.job && <Section title={say('wizard.clean')}><JobProgress id={values.job} onEnd={reload} /><p className="cw-quiet">{say('wizard.working')}</p></Section>}
      <Section title={say('report')} testid="cleaning-report"><Tiles batch={batch} /></Section>
      <div className="cw-columns">
        <Section title={say('why')} testid="reject-reasons" extra={batch.rejected > 0 && <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/rejects.xlsx`} data-testid="rejects-download">{say('rejects.download')}</Button>}>
          <RejectReasons batch={batch} />
        </Section>
        <GateCard batch={batch} />
      </div>
      <Section title={say('rules')} testid="examples"><CleaningExamples examples={batch.examples} /></Section>
      <Section title={say('rows.title')} testid="rows"><RowTable id={batch.id} /></Section>
    </Page>
  );
}
