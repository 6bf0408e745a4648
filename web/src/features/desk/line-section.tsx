import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { RunningClock } from '@/ui/running-clock';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Call, type Desk, useCallAct, useDigits } from './api';
import { campaignName } from './campaign-name';
import { useDeskKeys, written } from './keys';
import { TransferDialog } from './transfer-dialog';
import { words } from './words';

const tones: Record<string, Tone> = { talking: 'busy', held: 'warning', agent_lost: 'bad', ended: 'quiet' };

/** The call itself: its state in large, and what can be done with it. */
export function LineSection({ call, desk }: { call: Call; desk: Desk }) {
  const say = useWords(words);
  const name = useWords(codes);
  const [transferring, setTransferring] = useState(false);
  const together = call.attempt_state === 'talking' || call.attempt_state === 'held';
  useDeskKeys((pressing) => {
    if (!('act' in pressing) || pressing.act !== 'transfer' || !together || Boolean(call.practice)) return false;
    setTransferring(true);
    return true;
  });
  return (
    <Section testid="call">
      <div className="cw-line">
        <div className="cw-line-who">
          <h2>{call.practice ? say('call.practice', { customer: pick(call.practice) }) : call.company || call.person || call.number}</h2>
          {call.practice ? <span>{say('call.practice.text')}</span> : <span><span className="cw-number">{call.number}</span> · {call.direction === 'inbound' ? say('call.inbound') : name.code('mode', call.mode)}{call.campaign && ` · ${campaignName(desk, call.campaign)}`}</span>}
        </div>
        <div className="cw-line-state" role="status">
          <StatusTag tone={tones[call.attempt_state] ?? 'waiting'}>{name.code('attempt', call.attempt_state)}</StatusTag>
          <span className="cw-line-clock"><RunningClock since={call.talking_since ?? call.answered_at ?? call.started_at} /></span>
          <span className={call.recording ? 'cw-recording' : 'cw-quiet'}>{say(call.recording ? 'call.recording' : 'call.notRecording')}</span>
        </div>
        <div className="cw-actions">
          {together && !call.practice && <Button onClick={() => setTransferring(true)} data-testid="transfer">{say('act.transfer')} <kbd>{written.transfer}</kbd></Button>}
          {together && <Keypad call={call} />}
        </div>
      </div>
      {call.transfer && <Transferring call={call} />}
      {transferring && <TransferDialog call={call} colleagues={desk.colleagues} onClose={() => setTransferring(false)} />}
    </Section>
  );
}

function Transferring({ call }: { call: Call }) {
  const say = useWords(words);
  const act = useCallAct();
  return (
    <div className="cw-transferring" role="status" data-testid="transferring">
      <span>{say('transfer.running', { to: call.transfer?.to ?? '' })}</span>
      <Button size="small" type="primary" loading={act.isPending} onClick={() => act.mutate({ call: call.id, act: 'transfer/complete' })}>{say('transfer.complete')}</Button>
      <Button size="small" onClick={() => act.mutate({ call: call.id, act: 'transfer/cancel' })}>{say('transfer.cancel')}</Button>
      <ProblemAlert problem={act.error} />
    </div>
  );
}

/** Keys for the menus of the called party's own system. */
function Keypad({ call }: { call: Call }) {
  const say = useWords(words);
  const [digits, setDigits] = useState('');
  const press = useDigits();
  const send = () => { if (digits) press.mutate({ call: call.id, digits }, { onSuccess: () => setDigits('') }); };
  const pad = (
    <div className="cw-stack">
      <Input value={digits} onChange={(event) => setDigits(event.target.value.replace(/[^0-9*#]/g, ''))} onPressEnter={send} aria-label={say('digits')} placeholder={say('digits.hint')} inputMode="tel" maxLength={32} />
      <Button type="primary" disabled={!digits} loading={press.isPending} onClick={send}>{say('digits.send')}</Button>
      <ProblemAlert problem={press.error} />
    </div>
  );
  return <Popover trigger="click" content={pad}><Button>{say('digits')}</Button></Popover>;
}
