import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { useClosePay } from './api';
import { words } from './words';

/** Closing is final, so it says what it does before it does it. */
export function ClosePay({ month }: { month: string }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const close = useClosePay();
  const go = () => close.mutate(month, { onSuccess: () => { setAsking(false); void message.success(say('close.done', { month })); } });
  return (
    <>
      <Button type="primary" onClick={() => { close.reset(); setAsking(true); }} data-testid="close-pay">{say('close', { month })}</Button>
      <Modal open={asking} title={say('close.title', { month })} okText={say('close.do')} cancelText={say('cancel')} onCancel={() => setAsking(false)} onOk={go} confirmLoading={close.isPending}>
        <div className="cw-stack"><p>{say('close.text')}</p><ProblemAlert problem={close.error} /></div>
      </Modal>
    </>
  );
}
