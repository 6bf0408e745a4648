import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { instant, when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { quickTimes } from './callback-times';
import { words } from './words';

/** When to call back: the usual times by one click, any other by date and time on the company's clock. */
export function CallbackPicker({ value, onChange }: { value: string | null; onChange: (at: string) => void }) {
  const say = useWords(words);
  const [now] = useState(() => new Date());
  return (
    <div className="cw-callback" role="group" aria-label={say('callback')} data-testid="callback">
      <b>{say('callback')}</b>
      <div className="cw-actions">
        {quickTimes(now).map(({ key, at }) => <Button key={key} size="small" type={value === at ? 'primary' : 'default'} aria-pressed={value === at} onClick={() => onChange(at)}>{say(`quick.${key}`)}</Button>)}
        <DatePicker
          size="small" showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" allowClear={false} aria-label={say('callback.other')} placeholder={say('callback.other')}
          value={value ? dayjs(when(value)) : null} onChange={(chosen) => { if (chosen) onChange(instant(chosen.format('YYYY-MM-DD HH:mm'))); }}
        />
      </div>
      <span className="cw-quiet">{say('callback.zone')}</span>
    </div>
  );
}
