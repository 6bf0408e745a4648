import { Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { words } from './words';

interface Props {
  title: string;
  label: string;
  open: boolean;
  busy: boolean;
  problem: unknown;
  initial?: string;
  onCancel: () => void;
  onText: (text: string) => void;
  children?: ReactNode;
}

/** Words that are kept: nothing is sent while nothing is written. */
export function TextDialog({ title, label, open, busy, problem, initial = '', onCancel, onText, children }: Props) {
  const say = useWords(words);
  const [text, setText] = useState(initial);
  return (
    <Modal open={open} title={title} onCancel={onCancel} confirmLoading={busy} onOk={() => onText(text.trim())} okText={say('save')} cancelText={say('cancel')} okButtonProps={{ disabled: text.trim().length < 2 }} destroyOnHidden>
      <div className="cw-stack">
        <Input.TextArea rows={4} value={text} onChange={(event) => setText(event.target.value)} aria-label={label} placeholder={label} />
        {children}
        <ProblemAlert problem={problem} />
      </div>
    </Modal>
  );
}
