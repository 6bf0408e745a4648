import { App, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useMe } from '@/client/session';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useCloseScores } from './api';
import { words } from './words';

/** What the owner may close nevertheless, with a reason that is kept. */
const overridable = ['scores.goals_missing', 'scores.data_missing', 'scores.month_not_over', 'scores.cycle_not_approved'];

/** Closes the month's scores; when goals are missing it says whose, and only the owner may go on, with a reason. */
export function CloseScores({ month }: { month: string }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const { message } = App.useApp();
  const [step, setStep] = useState<'shut' | 'asking' | 'reason'>('shut');
  const close = useCloseScores(month);
  const go = (reason: string | null) => close.mutate(reason, { onSuccess: () => { setStep('shut'); void message.success(say('close.done', { month })); } });
  const stopped = close.isError && overridable.includes(asProblem(close.error).code);
  return (
    <>
      <Button type="primary" onClick={() => { close.reset(); setStep('asking'); }} data-testid="close-scores">{say('close', { month })}</Button>
      <Modal
        open={step === 'asking'} title={say('close.title', { month })} onCancel={() => setStep('shut')}
        footer={<Space>
          <Button onClick={() => setStep('shut')}>{say('cancel')}</Button>
          {stopped && me?.roles.includes('owner') && <Button danger onClick={() => setStep('reason')}>{say('override')}</Button>}
          <Button type="primary" loading={close.isPending} onClick={() => go(null)}>{say('close.do')}</Button>
        </Space>}
      >
        <div className="cw-stack"><p>{say('close.text')}</p><ProblemAlert problem={close.error} /></div>
      </Modal>
      <ReasonDialog open={step === 'reason'} title={say('override.title')} text={say('override.text')} busy={close.isPending} problem={stopped ? null : close.error} onCancel={() => setStep('shut')} onReason={go} />
    </>
  );
}
