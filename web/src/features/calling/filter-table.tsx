import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import type { Why } from './api';
import { words } from './words';

/** Each rule as a bar of what it took, from all leads at the top to the callable ones at the bottom. */
export function FilterTable({ why }: { why: Why }) {
  const say = useWords(words);
  const share = (n: number) => `${(why.candidates ? (n / why.candidates) * 100 : 0).toFixed(1)}%`;
  return (
    <div className="cw-scroll" tabIndex={0} role="region" aria-label={say('why')}>
      <table className="cw-filter-table">
        <thead><tr><th scope="col">{say('why.rule')}</th><th scope="col" className="cw-right">{say('why.removed')}</th><th scope="col" aria-hidden="true" /><th scope="col">{say('why.when')}</th></tr></thead>
        <tbody>
          {why.filters.map((filter) => (
            <tr key={filter.code} className={filter.removed === 0 ? 'cw-quiet' : undefined}>
              <th scope="row">{pick(filter)}</th>
              <td className="cw-right cw-number">{count(filter.removed)} <span className="cw-quiet">{percent(why.candidates ? filter.removed / why.candidates : null, 0)}</span></td>
              <td className="cw-filter-bar" aria-hidden="true"><span className="cw-bars-track"><span className="cw-bars-bad" style={{ width: share(filter.removed) }} /></span></td>
              <td className="cw-number">{filter.removed === 0 ? say('why.clear') : filter.next_at ? when(filter.next_at) : say('why.never')}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row">{say('why.now')}</th><td className="cw-right cw-number">{count(why.callable_now)} <span className="cw-quiet">{percent(why.candidates ? why.callable_now / why.candidates : null, 0)}</span></td><td className="cw-filter-bar" aria-hidden="true"><span className="cw-bars-track"><span className="cw-bars-good" style={{ width: share(why.callable_now) }} /></span></td><td /></tr>
        </tfoot>
      </table>
    </div>
  );
}
