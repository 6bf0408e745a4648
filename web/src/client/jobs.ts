/** Long work runs on the server; a page follows it by its id. */
import { useQuery } from '@tanstack/react-query';
import type { Bilingual } from '@/lib/words';
import { get } from './http';

export interface Job {
  id: string;
  name: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  note: Bilingual | null;
  result: Record<string, unknown> | null;
  error: (Bilingual & { code: string }) | null;
}

export interface Started { job_id: string }

export const finished = (job: Job | undefined): boolean => job?.state === 'done' || job?.state === 'failed';

export function useJob(id: string | null | undefined) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => get<Job>(`/api/jobs/${id ?? ''}`),
    enabled: Boolean(id),
    refetchInterval: (query) => (finished(query.state.data) ? false : 700),
    refetchIntervalInBackground: true,
  });
}
