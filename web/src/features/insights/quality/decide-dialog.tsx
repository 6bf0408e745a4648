import { App, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { points } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Grade, type Scorecard, useDecide } from './api';
import { type Marks, MarksForm, scoreOf } from './marks-form';
import { words } from './words';

/** The last word about a dispute: the grade stands, or a new line replaces it. */
export function DecideDialog({ grade, card, onClose }: { grade: Grade; card: Scorecard; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [change, setChange] = useState(false);
  const [text, setText] = useState('');
  const [marks, setMarks] = useState<Marks>(() => Object.fromEntries(grade.marks.map((mark) => [mark.item, mark])));
  const decide = useDecide();
  const send = () => decide.mutate(
    { dispute: grade.id, text: text.trim(), marks: change ? Object.values(marks) : null },
    { onSuccess: () => { onClose(); void message.success(say('done')); } },
  );
  return (
    <Modal open width={760} title={say('decide.title')} onCancel={onClose} onOk={send} okText={say('send')} cancelText={say('cancel')} confirmLoading={decide.isPending} okButtonProps={{ disabled: text.trim().length < 2 }}>
      <div className="cw-stack">
        <p className="cw-quiet">{say('decide.text')}</p>
        <Segmented value={change ? 'change' : 'keep'} onChange={(value) => setChange(value === 'change')} options={(['keep', 'change'] as const).map((value) => ({ value, label: say(`decide.${value}`) }))} aria-label={say('decide')} />
        {change && <><MarksForm card={card} marks={marks} onChange={setMarks} onSecond={() => 0} /><span data-testid="new-score">{say('preview', { n: points(scoreOf(card, marks)) })}</span></>}
        <Input.TextArea rows={3} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} aria-label={say('reason')} placeholder={say('reason')} />
        <ProblemAlert problem={decide.error} />
      </div>
    </Modal>
  );
}
