import { Steps } from 'antd';
import { type Job, useJob } from '@/client/jobs';
import { pick, useWords } from '@/lib/words';
import { JobProgress } from '@/ui/job-progress';
import { Section } from '@/ui/page';
import type { BatchDetail } from '../api';
import { GateTag } from '../gate-tag';
import { words } from '../words';

/** A batch that is being cleaned: the step it is at, and how far. It goes on when the page is left. */
export function CleaningSteps({ batch, job, onEnd }: { batch: BatchDetail; job: string; onEnd: (job: Job) => void }) {
  const say = useWords(words);
  return (
    <Section title={say('wizard.clean')} testid="cleaning">
      <div className="cw-stack">
        {job ? <><StepNow id={job} /><JobProgress id={job} onEnd={onEnd} /></> : <GateTag batch={batch} />}
        {batch.state !== 'failed' && <p className="cw-quiet">{say('wizard.working')}</p>}
      </div>
    </Section>
  );
}

/** What was done and what is being done, as the job says it. */
function StepNow({ id }: { id: string }) {
  const say = useWords(words);
  const { data } = useJob(id);
  const total = data?.total ?? 0;
  if (!data || total === 0 || total > 12) return null;
  const { zh, en } = data.note ?? {};
  const now = zh && en ? pick({ zh, en }) : '';
  const items = Array.from({ length: total }, (_, place) => ({ title: place === data.done ? now : say('step.n', { n: place + 1 }) }));
  return <Steps size="small" type="dot" responsive current={data.done} items={items} status={data.state === 'failed' ? 'error' : 'process'} />;
}
