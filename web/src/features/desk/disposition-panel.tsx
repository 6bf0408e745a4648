import { App, Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Call, useDispose } from './api';
import { CallbackPicker } from './callback-picker';
import { useDraft } from './draft';
import { useDeskKeys, written } from './keys';
import { final, ofKey, type Recordable, withKey, withoutKey } from './outcomes';
import { words } from './words';

/**
 * The result of a call by one key. While the customer is on the line a key only chooses; afterwards it saves at once.
 * What bars a number for ever is asked for twice, and a callback needs its time. A refused save keeps everything.
 */
export function DispositionPanel({ call, over }: { call: Call; over: boolean }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { message } = App.useApp();
  const { draft, change, forget } = useDraft(call.id);
  const [sure, setSure] = useState(false);
  const dispose = useDispose();
  const noteBox = useRef<InputRef>(null);
  const save = (outcome: string, callbackAt: string | null = draft.callbackAt) => {
    if (!over || dispose.isPending || (outcome === 'callback' && !callbackAt)) return;
    dispose.mutate({ call: call.id, outcome, note: draft.note.trim(), ...(outcome === 'callback' && callbackAt ? { callback_at: callbackAt } : {}) }, {
      onSuccess: () => { forget(); void message.success(say('result.saved', { outcome: name.code('outcome', outcome) })); },
    });
  };
  const choose = (outcome: Recordable) => {
    const again = draft.outcome === outcome;
    change({ outcome });
    setSure(again);
    if (!final(outcome) || again) save(outcome);
  };
  useDeskKeys((pressing) => {
    if ('outcome' in pressing) {
      const outcome = ofKey(pressing.outcome);
      if (outcome) choose(outcome);
      return outcome !== null;
    }
    if (pressing.act === 'note') { noteBox.current?.focus(); return true; }
    if (pressing.act === 'save' && draft.outcome) { save(draft.outcome); return true; }
    return false;
  });
  const pickTime = (at: string) => change({ callbackAt: at });
  return (
    <Section testid="disposition" title={say('result.of', { number: call.number })} extra={call.ended_reason && <span className="cw-quiet">{say('result.ended', { reason: name.code('ended', call.ended_reason) })}</span>}>
      <div className="cw-stack">
        <p className="cw-quiet">{say('result.text')}</p>
        <div className="cw-outcomes" role="group" aria-label={say('result')}>
          {withKey.map((outcome, place) => <Outcome key={outcome} outcome={outcome} digit={place + 1} chosen={draft.outcome === outcome} onChoose={choose} />)}
        </div>
        <details><summary>{say('result.other')}</summary><div className="cw-outcomes">{withoutKey.map((outcome) => <Outcome key={outcome} outcome={outcome} chosen={draft.outcome === outcome} onChoose={choose} />)}</div></details>
        {draft.outcome === 'callback' && <CallbackPicker value={draft.callbackAt} onChange={pickTime} />}
        {final(draft.outcome) && !sure && <p className="cw-bad" role="alert">{say('result.final', { outcome: name.code('outcome', draft.outcome) })}</p>}
        <Input ref={noteBox} value={draft.note} onChange={(event) => change({ note: event.target.value })} maxLength={500} aria-label={say('result.note')} placeholder={say('result.note')} suffix={<kbd>{written.note}</kbd>} data-testid="note" />
        <div className="cw-actions">
          <Button type="primary" disabled={!over || !draft.outcome || (draft.outcome === 'callback' && !draft.callbackAt)} loading={dispose.isPending} onClick={() => { if (draft.outcome) save(draft.outcome); }} data-testid="save-outcome">{say(over ? 'result.save' : 'result.later')} <kbd>{written.save}</kbd></Button>
          {draft.outcome && <span role="status">{draft.outcome === 'callback' && !draft.callbackAt ? say('result.needTime') : say('result.chosen', { outcome: name.code('outcome', draft.outcome) })}</span>}
        </div>
        <ProblemAlert problem={dispose.error} />
      </div>
    </Section>
  );
}

function Outcome({ outcome, digit, chosen, onChoose }: { outcome: Recordable; digit?: number; chosen: boolean; onChoose: (outcome: Recordable) => void }) {
  const name = useWords(codes);
  return <Button type={chosen ? 'primary' : 'default'} danger={final(outcome)} aria-pressed={chosen} onClick={() => onChoose(outcome)} data-testid={`outcome-${outcome}`}>{digit && <kbd>{digit}</kbd>} {name.code('outcome', outcome)}</Button>;
}
