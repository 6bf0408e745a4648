import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { Desk } from '@/client/desk';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import type { PhoneState } from '@/phone/state';
import { phone, turnOn, usePhone } from './softphone';
import { words } from './words';

interface Trouble { tone: 'info' | 'warning' | 'error'; title: string; text: string; act?: { label: string; go: () => void } }

/** What keeps the phone from working and what to do about it; nothing while it works. */
export function PhoneTrouble({ desk }: { desk: Desk }) {
  const trouble = useTrouble(desk);
  if (!trouble) return null;
  return (
    <Alert
      banner type={trouble.tone} showIcon title={trouble.title} description={trouble.text || undefined} data-testid="phone-trouble" className="cw-phone-trouble"
      action={trouble.act && <Button size="small" type={trouble.tone === 'info' ? 'default' : 'primary'} onClick={trouble.act.go}>{trouble.act.label}</Button>}
    />
  );
}

function useTrouble(desk: Desk): Trouble | null {
  const say = useWords(words);
  const here = usePhone();
  if (desk.phone.kind === 'sip') return desk.phone.registered ? null : { tone: 'error', title: say('phone.sip.off'), text: '' };
  const again = (label: string) => ({ label, go: () => phone.retry() });
  switch (here.link) {
    case 'off': return desk.state === 'offline' ? null : { tone: 'warning', title: say('phone.off'), text: say('phone.off.text'), act: { label: say('phone.connect'), go: turnOn } };
    case 'insecure': return { tone: 'error', title: say('phone.insecure'), text: say('phone.insecure.text') };
    case 'other_tab': return { tone: 'info', title: say('phone.otherTab'), text: say('phone.otherTab.text'), act: again(say('phone.takeHere')) };
    case 'elsewhere': return { tone: 'warning', title: say('phone.elsewhere'), text: say('phone.elsewhere.text'), act: again(say('phone.takeOver')) };
    case 'reconnecting': return { tone: 'warning', title: say('phone.reconnecting'), text: say('phone.reconnecting.text') };
    case 'waiting': return { tone: 'error', title: say('phone.waiting'), text: `${why(here)} ${say('phone.waiting.text')}`.trim(), act: again(say('phone.try')) };
    case 'microphone': return microphone(here, say, again(say('phone.try')));
    case 'registered': return sound(here, say);
    default: return { tone: 'info', title: say('phone.connecting'), text: say('phone.connecting.text') };
  }
}

type Say = ReturnType<typeof useWords<keyof typeof words.pairs>>;

/** A sentence of the server is said as it is; what the browser threw is not for people. */
const why = (here: PhoneState): string => (here.problem instanceof Error && here.problem.name === 'Problem' ? asProblem(here.problem).sentence() : '');

function microphone(here: PhoneState, say: Say, act: NonNullable<Trouble['act']>): Trouble {
  switch (here.microphone) {
    case 'denied': return { tone: 'error', title: say('phone.denied'), text: say('phone.denied.text'), act };
    case 'none': return { tone: 'error', title: say('phone.none'), text: say('phone.none.text'), act };
    case 'busy': return { tone: 'error', title: say('phone.busy'), text: say('phone.busy.text'), act };
    default: return { tone: 'info', title: say('phone.asking'), text: say('phone.asking.text') };
  }
}

function sound(here: PhoneState, say: Say): Trouble | null {
  if (here.soundBlocked) return { tone: 'warning', title: say('phone.soundBlocked'), text: '', act: { label: say('phone.unblock'), go: () => void phone.unblockSound() } };
  if (here.leg === 'shaky') return { tone: 'warning', title: say('phone.silent'), text: '' };
  return here.microphone === 'granted' ? null : { tone: 'error', title: say('phone.lost'), text: say('phone.lost.text'), act: { label: say('phone.try'), go: () => phone.retry() } };
}

/** The phone in one word, for whoever looks at the bar: with its sound's figures while there are any. */
export function PhoneMark({ desk }: { desk: Desk }): ReactNode {
  const say = useWords(words);
  const here = usePhone();
  const works = desk.phone.kind === 'sip' ? desk.phone.registered : here.link === 'registered';
  const figures = here.quality && say('phone.quality', { lost: here.quality.packetsLost, jitter: here.quality.jitterMs, trip: here.quality.roundTripMs });
  const word = desk.phone.kind === 'sip' ? say('phone.sip') : works ? say('phone.registered') : say('phone.off');
  return <span className={`cw-phone-mark cw-phone-mark-${works ? 'good' : 'off'}`} title={figures ?? word} data-testid="phone-mark">{word}</span>;
}
