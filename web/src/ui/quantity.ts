import { count, money, percent } from '@/lib/figures';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { units } from './quantity-words';

/** Values that are words of the rules. */
const words = ['yes', 'no', 'half_up_cents', 'calendar_days'] as const;

type Value = string | number | boolean | Bilingual | null | undefined;
type Unit = keyof typeof units.pairs;
type Word = (typeof words)[number];

const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);
const isWord = (value: string | number): value is Word => words.includes(value as Word);
const isUnit = (unit: string): unit is Unit => unit in units.pairs;

/** Writes a value with its unit as the server names it: "CNY", "share", "points", "minutes", "text" … */
export function useQuantity(): (value: Value, unit?: string | null) => string {
  const say = useWords(units);
  return (value, unit) => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'object') return pick(value);
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (isWord(value)) return say(value);
    if (!unit || !Number.isFinite(Number(value))) return Number.isFinite(Number(value)) ? count(value, 4) : String(value);
    if (isCurrency(unit)) return money(value, unit);
    if (unit === 'share') return percent(value, 2);
    return isUnit(unit) ? say(unit, { n: count(value, 2) }) : count(value, 4);
  };
}
