import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { useAnswer, useRaise } from './api';
import { words } from './words';

/** Raises a dispute, or answers it; both are kept word for word. */
export function SayDialog({ act, id, onClose }: { act: 'raise' | 'answer'; id: string; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const raise = useRaise();
  const answer = useAnswer();
  const saving = act === 'raise' ? raise : answer;
  const done = { onSuccess: () => { onClose(); void message.success(say('done')); } };
  const send = () => act === 'raise' ? raise.mutate({ grade: id, text: text.trim() }, done) : answer.mutate({ dispute: id, text: text.trim() }, done);
  return (
    <Modal open title={say(`${act}.title`)} onCancel={onClose} onOk={send} okText={say('send')} cancelText={say('cancel')} confirmLoading={saving.isPending} okButtonProps={{ disabled: text.trim().length < 2 }}>
      <div className="cw-stack">
        <p className="cw-quiet">{say(`${act}.text`)}</p>
        <Input.TextArea rows={4} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} aria-label={say('reason')} placeholder={say('reason')} />
        <ProblemAlert problem={saving.error} />
      </div>
    </Modal>
  );
}
