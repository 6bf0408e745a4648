import { useQueryClient } from '@tanstack/react-query';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { JobProgress } from '@/ui/job-progress';
import { Section } from '@/ui/page';
import { words } from './words';

/** The sample company on its way in; its job stands in the address, so a reload finds it again. */
export function SampleProgress({ job }: { job: string }) {
  const say = useWords(words);
  const queries = useQueryClient();
  const { set } = useUrlState(['job']);
  return (
    <Section>
      <p>{say('sample.working')}</p>
      <JobProgress id={job} onEnd={(ended) => { if (ended.state === 'done') { set({ job: '' }); void queries.invalidateQueries(); } }} />
    </Section>
  );
}
