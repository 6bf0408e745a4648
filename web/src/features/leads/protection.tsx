import { useWords } from '@/lib/words';
import { day } from '@/lib/dates';
import { StatusTag } from '@/ui/status-tag';
import { words } from './words';

const DAY = 86_400_000;

/** Whole days until a moment, rounded up; 0 when it has passed. */
export const daysLeft = (until: string, now = Date.now()): number => Math.max(0, Math.ceil((new Date(until).getTime() - now) / DAY));

/** How long a lead stays its owner's. */
export function Protection({ until, warned }: { until: string | null; warned: boolean }) {
  const say = useWords(words);
  if (!until) return <>—</>;
  const days = daysLeft(until);
  return (
    <>
      <StatusTag tone={days === 0 ? 'bad' : warned ? 'warning' : 'quiet'}>{days === 0 ? say('protection.over') : say('protection.days', { n: days })}</StatusTag>
      <div className="cw-quiet">{say('protection.until', { day: day(until) })}</div>
    </>
  );
}
