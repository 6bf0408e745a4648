import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSample } from '@/client/sample';
import { meKey } from '@/client/session';
import { useWords } from '@/lib/words';
import { JobProgress } from './job-progress';
import { Section } from './page';
import { words } from './words';

const lookAgain = 4000;

/** The sample company on its way in, wherever it is missed. The account becomes a person on the way, so it is asked anew. */
export function SampleLoading() {
  const say = useWords(words);
  const queries = useQueryClient();
  const { job, loading } = useSample().data ?? {};
  useEffect(() => {
    if (!loading) return;
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: meKey }), lookAgain);
    return () => clearInterval(timer);
  }, [loading, queries]);
  if (!job) return null;
  return (
    <Section testid="sample-loading">
      <p>{say(loading ? 'sample.loading' : 'sample.failed')}</p>
      <JobProgress id={job} onEnd={() => void queries.invalidateQueries()} />
    </Section>
  );
}
