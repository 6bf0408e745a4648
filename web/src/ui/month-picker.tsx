import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useWords } from '@/lib/words';
import { words } from './words';

/** A month of the company as "2026-11". */
export function MonthPicker({ value, onChange }: { value: string; onChange: (month: string) => void }) {
  const say = useWords(words);
  return (
    <DatePicker
      picker="month" allowClear={false} value={dayjs(`${value}-01`)} inputReadOnly aria-label={say('month')} data-testid="month"
      onChange={(chosen) => { if (chosen) onChange(chosen.format('YYYY-MM')); }}
    />
  );
}
