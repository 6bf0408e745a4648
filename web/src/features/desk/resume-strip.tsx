import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Call, Desk } from '@/client/desk';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { secondsLeft } from '@/ui/running-clock';
import { useNow } from '@/ui/use-now';
import { useCallAct } from './api';
import { useDeskKeys } from './keys';
import { usePhone } from './softphone';
import { words } from './words';

const COUNT = 3;

/** The phone went away in the middle of a call and the customer is still there: back by itself as soon as the phone works. */
export function ResumeStrip({ desk, call }: { desk: Desk; call: Call }) {
  const say = useWords(words);
  const here = usePhone();
  const resume = useCallAct();
  const now = useNow();
  const ready = here.link === 'registered' || (desk.phone.kind === 'sip' && desk.phone.registered);
  const go = () => resume.mutate({ call: call.id, act: 'resume' });
  useDeskKeys((pressing) => {
    if (!('act' in pressing) || pressing.act !== 'ready' || !ready) return false;
    go();
    return true;
  });
  return (
    <div role="alert" data-testid="resume">
      <Alert
        banner type="error" showIcon title={say('resume.text', { number: call.number })} className="cw-phone-trouble"
        description={[!ready && say('resume.waiting'), call.resume_until && say('resume.kept', { n: secondsLeft(call.resume_until, now) })].filter(Boolean).join(' · ') || undefined}
        action={<Button type="primary" disabled={!ready} loading={resume.isPending} onClick={go} data-testid="resume-now">{say('resume')}{ready && resume.isIdle && <Countdown key={call.id} onZero={go} />}</Button>}
      />
      <ProblemAlert problem={resume.error} onRetry={go} />
    </div>
  );
}

/** Three seconds to see what happens, then it happens. Begins when it appears. */
function Countdown({ onZero }: { onZero: () => void }) {
  const say = useWords(words);
  const [from] = useState(() => Date.now());
  const now = useNow();
  const left = Math.max(0, COUNT - Math.floor((now - from) / 1000));
  useEffect(() => { if (left === 0) onZero(); }, [left, onZero]);
  return <span> · {say('resume.in', { n: left })}</span>;
}
