import { day, instant, when } from '@/lib/dates';

export type QuickTime = 'in_an_hour' | 'this_afternoon' | 'tomorrow_morning' | 'tomorrow_afternoon' | 'next_monday';

const plusDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Days until the next Monday: 7 on a Monday. */
const untilMonday = (date: string): number => 7 - ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7);

/** Times an agent agrees on most often, on the company's clock; what is less than half an hour away is left out. */
export function quickTimes(now: Date): { key: QuickTime; at: string }[] {
  const today = day(now);
  const hour = Math.ceil((now.getTime() + 3_600_000) / 300_000) * 300_000;
  const all: { key: QuickTime; at: string }[] = [
    { key: 'in_an_hour', at: new Date(hour).toISOString() },
    { key: 'this_afternoon', at: instant(`${today} 16:00`) },
    { key: 'tomorrow_morning', at: instant(`${plusDays(today, 1)} 10:00`) },
    { key: 'tomorrow_afternoon', at: instant(`${plusDays(today, 1)} 15:00`) },
    { key: 'next_monday', at: instant(`${plusDays(today, untilMonday(today))} 10:00`) },
  ];
  return all.filter(({ at }, place) => Date.parse(at) > now.getTime() + 1_800_000 && all.findIndex((one) => when(one.at) === when(at)) === place);
}
