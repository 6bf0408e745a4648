import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useMe } from '@/client/session';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonDialog } from '@/ui/reason-dialog';
import { type Board, type CycleState, useAdvance, useSendBack } from './api';
import { TextDialog } from './text-dialog';
import { words } from './words';

/** The next step of a cycle, from the state that is shown: if somebody was faster, the server says so. */
export function NextStep({ board }: { board: Board }) {
  const say = useWords(words);
  const [open, setOpen] = useState<'step' | 'back' | null>(null);
  const back = useSendBack(board.cycle.id);
  const before = board.cycle.state as CycleState;
  return (
    <>
      {board.may_send_back && <Button onClick={() => setOpen('back')} data-testid="send-back">{say('sendBack')}</Button>}
      {board.next_state && board.may_advance && <Button type="primary" onClick={() => setOpen('step')} data-testid="next-step">{say('next', { state: say.code('state', board.next_state) })}</Button>}
      {open === 'step' && <StepDialog board={board} onClose={() => setOpen(null)} />}
      {open === 'back' && <TextDialog open title={say('sendBack')} label={say('reason')} busy={back.isPending} problem={back.error} onCancel={() => setOpen(null)} onText={(reason) => back.mutate({ before, reason }, { onSuccess: () => setOpen(null) })}><p className="cw-quiet">{say('sendBack.text')}</p></TextDialog>}
    </>
  );
}

function StepDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [overriding, setOverriding] = useState(false);
  const advance = useAdvance(board.cycle.id);
  const following = say.code('state', board.next_state);
  const calibrates = board.next_state === 'calibrated';
  const before = board.cycle.state as CycleState;
  const go = (reason: string | null) => advance.mutate({ before, note: note || null, override_reason: reason }, {
    onSuccess: (made) => { void message.success(say('next.done', { state: say.code('state', made.state) })); onClose(); },
  });
  const stopped = advance.isError && asProblem(advance.error).code === 'scores.cycle_blocked' && me?.roles.includes('owner');
  return (
    <>
      <Modal
        open={!overriding} title={say('next', { state: following })} onCancel={onClose}
        footer={<div className="cw-actions">
          <Button onClick={onClose}>{say('cancel')}</Button>
          {stopped && <Button danger onClick={() => setOverriding(true)}>{say('override')}</Button>}
          <Button type="primary" loading={advance.isPending} disabled={calibrates && note.trim().length < 2} onClick={() => go(null)} data-testid="take-step">{following}</Button>
        </div>}
      >
        <div className="cw-stack">
          {calibrates && <Input.TextArea rows={3} value={note} onChange={(event) => setNote(event.target.value)} aria-label={say('note')} placeholder={say('note')} />}
          <ProblemAlert problem={advance.error} />
        </div>
      </Modal>
      <ReasonDialog open={overriding} title={say('override.title')} text={say('override.text')} busy={advance.isPending} problem={null} onCancel={() => setOverriding(false)} onReason={go} />
    </>
  );
}
