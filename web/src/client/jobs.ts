/** Long work runs on the server; a page follows it by its id. */
import { useQuery } from '@tanstack/react-query';
import { answer, api } from './http';

const askJob = (id: string) => answer(api.GET('/api/jobs/{job_id}', { params: { path: { job_id: id } } }));

export type Job = Awaited<ReturnType<typeof askJob>>;
export interface Started { job_id: string }

export const finished = (job: Job | undefined): boolean => job?.state === 'done' || job?.state === 'failed';

export function useJob(id: string | null | undefined) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => askJob(id ?? ''),
    enabled: Boolean(id),
    refetchInterval: (query) => (finished(query.state.data) ? false : 700),
    refetchIntervalInBackground: true,
  });
}
