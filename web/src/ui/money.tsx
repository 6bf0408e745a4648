import { money } from '@/lib/figures';

/** An amount of money: tabular figures, never computed in the browser. */
export function Money({ amount, currency = 'CNY' }: { amount: string | number | null | undefined; currency?: string | undefined }) {
  const negative = Number(amount) < 0;
  return <span className={negative ? 'cw-money cw-money-negative' : 'cw-money'}>{money(amount, currency)}</span>;
}
