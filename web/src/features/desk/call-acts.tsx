import { App, Button } from 'antd';
import type { Call, CallAct } from '@/client/desk';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { useCallAct } from './api';
import { written } from './keys';
import { phone } from './softphone';
import { words } from './words';

/** Mute, hold and hang up, each of them a button and a key with Alt. */
export function useCallActs(call: Call | null) {
  const { message } = App.useApp();
  const asked = useCallAct();
  const go = (act: CallAct) => {
    if (!call) return false;
    asked.mutate({ call: call.id, act }, { onError: (thrown) => void message.error(asProblem(thrown).sentence()) });
    return true;
  };
  const together = call?.attempt_state === 'talking' || call?.attempt_state === 'held';
  return {
    together,
    busy: asked.isPending,
    mute: () => {
      if (!call || !together) return false;
      phone.mute(!call.muted);
      return go(call.muted ? 'unmute' : 'mute');
    },
    hold: () => together && go(call?.held ? 'retrieve' : 'hold'),
    hangUp: () => go('hang-up'),
  };
}

export function CallActs({ call }: { call: Call }) {
  const say = useWords(words);
  const acts = useCallActs(call);
  return (
    <span className="cw-actions" role="group" aria-label={say('call')}>
      {acts.together && <Button size="small" aria-pressed={call.muted} type={call.muted ? 'primary' : 'default'} title={written.mute} onClick={acts.mute} data-testid="mute">{say(call.muted ? 'act.unmute' : 'act.mute')}</Button>}
      {acts.together && <Button size="small" aria-pressed={call.held} type={call.held ? 'primary' : 'default'} title={written.hold} onClick={acts.hold} data-testid="hold">{say(call.held ? 'act.retrieve' : 'act.hold')}</Button>}
      <Button size="small" danger type="primary" title={written.hang_up} onClick={acts.hangUp} data-testid="hang-up">{say('act.hang_up')}</Button>
    </span>
  );
}
