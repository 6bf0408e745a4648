import { Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { finished, type Job, useJob } from '@/client/jobs';
import { count } from '@/lib/figures';
import { type Problem, problemFrom } from '@/lib/problem';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { ProblemAlert } from './problem-alert';
import { words } from './words';

/** Follows long work until it ends; tells its parent once. */
export function JobProgress({ id, onEnd }: { id: string; onEnd?: (job: Job) => void }) {
  const say = useWords(words);
  const query = useJob(id);
  const told = useRef<string>('');
  const job = query.data;
  useEffect(() => {
    if (job && finished(job) && told.current !== job.id) {
      told.current = job.id;
      onEnd?.(job);
    }
  }, [job, onEnd]);
  if (query.isError) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;
  if (job?.state === 'failed') return <ProblemAlert problem={failure(job)} />;
  const percentDone = job?.state === 'done' ? 100 : job && job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0;
  return (
    <div className="cw-job" data-testid="job-progress" role="status" aria-live="polite">
      <Progress percent={percentDone} status={job?.state === 'done' ? 'success' : 'active'} aria-label={pick(noteOf(job)) || say.code('job', job?.state ?? 'queued')} />
      <span>{pick(noteOf(job)) || say.code('job', job?.state ?? 'queued')}</span>
      {job && job.total > 0 && <span className="cw-quiet"> {say('job.of', { done: count(job.done), total: count(job.total) })}</span>}
    </div>
  );
}

function noteOf(job: Job | undefined): Bilingual | null {
  const { zh, en } = job?.note ?? {};
  return zh && en ? { zh, en } : null;
}

function failure(job: Job): Problem {
  return problemFrom(500, job.error ?? { code: 'job.failed', zh: '这项工作没有完成。', en: 'This work did not finish.' });
}
