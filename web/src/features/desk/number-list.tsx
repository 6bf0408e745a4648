import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { StatusTag } from '@/ui/status-tag';
import type { LeadNumber } from './api';
import { written } from './keys';
import { words } from './words';

interface Props { numbers: LeadNumber[]; mayDial: boolean; busy: boolean; onDial: (index: number) => void }

/** The customer's numbers, masked. What must not be dialed has no button but the sentence of the rule; the key dials the first that may be. */
export function NumberList({ numbers, mayDial, busy, onDial }: Props) {
  const say = useWords(words);
  const name = useWords(codes);
  const first = numbers.find((number) => number.may_call);
  return (
    <>
      <ul className="cw-number-list" aria-label={say('numbers')} data-testid="numbers">
        {numbers.map((number) => (
          <li key={number.index}>
            <strong className="cw-number">{number.masked}</strong>
            <span className="cw-quiet">{[name.code('numberType', number.type), number.region, number.local_time && say('number.localTime', { time: number.local_time })].filter(Boolean).join(' · ')}</span>
            <span className="cw-grow">{number.may_call ? <StatusTag tone="good">{say('number.may')}</StatusTag> : <span className="cw-why-not"><StatusTag tone="bad">{say('manual.barred')}</StatusTag> {pick(number.why_not)}</span>}</span>
            {mayDial && number.may_call && (
              <Button type={number === first ? 'primary' : 'default'} icon={<PhoneOutlined aria-hidden />} loading={busy} onClick={() => onDial(number.index)} aria-label={say('number.dial', { number: number.masked })} data-testid="dial">
                {say('act.dial')}{number === first && <> <kbd>{written.dial}</kbd></>}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!first && <p className="cw-bad" role="status">{say('number.none')}</p>}
    </>
  );
}
