import { clock } from '@/lib/figures';
import { useNow } from './use-now';

/** Time since a moment, running: 3:07, after an hour 1:03:07. A clock of the browser that is behind never shows less than nothing. */
export function RunningClock({ since, label }: { since: string | null | undefined; label?: string }) {
  const now = useNow(Boolean(since));
  if (!since) return null;
  const shown = long(Math.max(0, (now - Date.parse(since)) / 1000));
  return <time className="cw-number" {...(label ? { 'aria-label': `${label} ${shown}` } : {})} role="timer">{shown}</time>;
}

/** Seconds left until a moment, rounded up; 0 once it is past. */
export const secondsLeft = (until: string, now: number): number => Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));

export function long(seconds: number): string {
  const all = Math.floor(seconds);
  if (all < 3600) return clock(all);
  return `${Math.floor(all / 3600)}:${String(Math.floor((all % 3600) / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}
