import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { ProblemAlert } from './problem-alert';
import { words } from './words';

interface Props {
  open: boolean;
  title: string;
  text: string;
  busy: boolean;
  problem: unknown;
  onCancel: () => void;
  onReason: (reason: string) => void;
}

/** An exception from a rule needs a written reason, which is kept. */
export function ReasonDialog({ open, title, text, busy, problem, onCancel, onReason }: Props) {
  const say = useWords(words);
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={open} title={title} onCancel={onCancel} confirmLoading={busy} onOk={() => onReason(reason.trim())}
      okText={say('override.do')} cancelText={say('cancel')} okButtonProps={{ danger: true, disabled: reason.trim().length < 4 }}
    >
      <div className="cw-stack">
        <p className="cw-quiet">{text}</p>
        <Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={say('override.reason')} placeholder={say('override.reason')} />
        <ProblemAlert problem={problem} />
      </div>
    </Modal>
  );
}
