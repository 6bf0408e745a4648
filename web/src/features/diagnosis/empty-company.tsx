import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { useLoadSample } from './api';
import { words } from './words';

/** A company without data: bring your own, or look at the sample first. */
export function EmptyCompany() {
  const say = useWords(words);
  const may = useMay();
  const go = useNavigate();
  const { set } = useUrlState(['job']);
  const load = useLoadSample();
  const start = () => load.mutate(undefined, { onSuccess: (started) => set({ job: started.job_id }) });
  return (
    <Section>
      <EmptyState title={say('empty.title')} text={say('empty.text')}>
        {may('lists.write') && <Button type="primary" onClick={() => void go('/lists/import')} data-testid="start-import">{say('empty.import')}</Button>}
        {may('sample.load') && <Button onClick={start} loading={load.isPending} data-testid="start-sample">{say('empty.sample')}</Button>}
      </EmptyState>
      <ProblemAlert problem={load.error} />
    </Section>
  );
}
