/** Figures as people read them: the same rounding, separators and units on every page. */
import { currentLanguage } from './words';

const dash = '—';
type Numeric = number | string | null | undefined;

function known(value: Numeric): value is number | string {
  return value !== null && value !== undefined && value !== '' && Number.isFinite(Number(value));
}

export function count(value: Numeric, digits = 0): string {
  if (!known(value)) return dash;
  return Number(value).toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** Points as appraisal writes them, always with two decimals: 55.90. */
export function points(value: Numeric): string {
  return known(value) ? Number(value).toFixed(2) : dash;
}

/** `share` is a fraction: 0.436 → 43.6%. */
export function percent(share: Numeric, digits = 1): string {
  return known(share) ? `${(Number(share) * 100).toFixed(digits)}%` : dash;
}

const signs: Record<string, string> = { CNY: '¥', USD: '$', GBP: '£', EUR: '€' };

/** Money arrives as a decimal string and is never computed with here, only written. */
export function money(amount: Numeric, currency = 'CNY'): string {
  if (!known(amount)) return dash;
  const [whole = '0', cents = ''] = String(amount).replace(/^-/, '').split('.');
  const sign = String(amount).startsWith('-') ? '−' : '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${signs[currency] ?? `${currency} `}${grouped}.${cents.padEnd(2, '0').slice(0, 2)}`;
}

/** Seconds → 4 小时 48 分 / 4 h 48 min, or 1:05 below ten minutes. */
export function duration(seconds: Numeric): string {
  if (!known(seconds)) return dash;
  const all = Math.round(Number(seconds));
  if (all < 600) return clock(all);
  const hours = Math.floor(all / 3600);
  const minutes = Math.round((all % 3600) / 60);
  const zh = currentLanguage() === 'zh';
  if (hours === 0) return zh ? `${minutes} 分` : `${minutes} min`;
  return zh ? `${hours} 小时 ${minutes} 分` : `${hours} h ${minutes} min`;
}

/** Seconds → 1:05, as players show them. */
export function clock(seconds: Numeric): string {
  if (!known(seconds)) return dash;
  const all = Math.max(0, Math.floor(Number(seconds)));
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
}
