import { AudioOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Call, Desk } from '@/client/desk';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { RunningClock } from '@/ui/running-clock';
import { useDesk } from './api';
import { useBecomeReady } from './become-ready';
import { CallActs, useCallActs } from './call-acts';
import './desk.css';
import { useDeskKeys } from './keys';
import { useLeaveWarning } from './leave-warning';
import { PhoneMark, PhoneTrouble } from './phone-trouble';
import { ResumeStrip } from './resume-strip';
import { comeBack, phone } from './softphone';
import { StateMenu } from './state-menu';
import { words } from './words';
import { WrapUp } from './wrap-up';

const withCustomer = new Set(['waiting', 'talking', 'held', 'agent_lost']);

/** The phone over every page: state, call, and the acts that must never be more than a glance away. */
export default function PhoneBar() {
  const { data: desk } = useDesk();
  useEffect(comeBack, []);
  return desk ? <Bar desk={desk} /> : null;
}

function Bar({ desk }: { desk: Desk }) {
  const say = useWords(words);
  const { call } = desk;
  const acts = useCallActs(call);
  const become = useBecomeReady(desk);
  const muted = call?.muted ?? false;
  useLeaveWarning(Boolean(call && withCustomer.has(call.attempt_state)));
  useEffect(() => phone.mute(muted), [muted]);
  useDeskKeys((pressing) => {
    if (!('act' in pressing)) return false;
    if (pressing.act === 'mute') return acts.mute();
    if (pressing.act === 'hold') return acts.hold();
    if (pressing.act === 'ready') return call?.attempt_state !== 'agent_lost' && desk.state !== 'ready' && become.go();
    return pressing.act === 'hang_up' && acts.hangUp();
  });
  return (
    <section className="cw-phone-bar" aria-label={say('bar')} data-testid="phone-bar">
      <div className="cw-phone-bar-row">
        <StateMenu desk={desk} />
        {desk.wrap_up_until && desk.state === 'wrap_up' && <WrapUp until={desk.wrap_up_until} />}
        <span className="cw-phone-bar-call" aria-live="polite">{call && <OnTheLine call={call} />}</span>
        {call && call.attempt_state !== 'agent_lost' && <CallActs call={call} />}
        <PhoneMark desk={desk} />
        <ToDesk wanted={Boolean(call ?? desk.pending_disposition)} />
      </div>
      {call?.attempt_state === 'agent_lost' && <ResumeStrip desk={desk} call={call} />}
      <PhoneTrouble desk={desk} />
    </section>
  );
}

function OnTheLine({ call }: { call: Call }) {
  const say = useWords(words);
  const name = useWords(codes);
  return (
    <>
      <strong className="cw-phone-bar-who">{call.practice ? say('call.practice', { customer: pick(call.practice) }) : call.company || call.person || call.number}</strong>
      <span className="cw-number">{call.number}</span>
      <span>{call.direction === 'inbound' ? `${say('call.inbound')} · ` : ''}{name.code('attempt', call.attempt_state)}</span>
      <RunningClock since={call.talking_since ?? call.answered_at ?? call.started_at} label={say('call.talked')} />
      {call.recording && <span className="cw-recording"><AudioOutlined aria-hidden /> {say('call.recording')}</span>}
      {call.muted && <strong className="cw-bad">{say('muted')}</strong>}
    </>
  );
}

function ToDesk({ wanted }: { wanted: boolean }) {
  const say = useWords(words);
  const { pathname } = useLocation();
  const go = useNavigate();
  if (!wanted || pathname.startsWith('/desk')) return null;
  return <Button size="small" onClick={() => void go('/desk')} data-testid="to-desk">{say('bar.toDesk')}</Button>;
}
