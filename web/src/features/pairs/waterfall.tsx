import { percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import type { Explanation } from './api';
import { words } from './words';

interface Bar { name: string; level: string; values: string; bits: number; from: number; to: number }

/** A probability as bits of odds: 0.5 is 0, 0.95 about 4.2. */
export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** The bars one after another: each begins where the one above it ended. */
function bars(explanation: Explanation, start: string): Bar[] {
  let at = 0;
  return [{ name: start, level: '', values: '', bits: explanation.prior_bits }, ...explanation.reasons.map((reason) => ({ name: pick(reason.field), level: pick(reason.level), values: reason.left || reason.right ? `${reason.left || '—'} ↔ ${reason.right || '—'}` : '', bits: reason.bits }))]
    .map((one) => { const from = at; at += one.bits; return { ...one, from, to: at }; });
}

/** Why the model doubts: what speaks for one contact (to the right) and for two (to the left), in bits, adding up. */
export function Waterfall({ explanation }: { explanation: Explanation }) {
  const say = useWords(words);
  const all = bars(explanation, say('prior'));
  const limit = bitsOf(explanation.threshold);
  const [least, most] = [Math.min(0, ...all.map((bar) => bar.to), limit), Math.max(0, ...all.map((bar) => bar.to), limit)];
  const place = (bits: number) => `${((bits - least) / (most - least || 1)) * 100}%`;
  return (
    <div className="cw-stack" data-testid="waterfall">
      <table className="cw-waterfall">
        <caption className="cw-hidden">{say('evidence')}</caption>
        <thead><tr><th scope="col">{say('sign')}</th><th scope="col" className="cw-waterfall-wide">{say('evidence')}<DefinitionMark of="matchWeight" figure={say('evidence')} /></th><th scope="col">{say('bits')}</th></tr></thead>
        <tbody>
          {all.map((bar, number) => (
            <tr key={`${number}-${bar.name}`}>
              <th scope="row">{bar.name}{bar.level && <span className="cw-quiet"> {bar.level}</span>}{bar.values && <div className="cw-quiet cw-small">{bar.values}</div>}</th>
              <td className="cw-waterfall-wide">
                <div className="cw-waterfall-track" aria-hidden>
                  <span className="cw-waterfall-zero" style={{ insetInlineStart: place(0) }} />
                  <span className="cw-waterfall-limit" style={{ insetInlineStart: place(limit) }} />
                  <span className={bar.bits >= 0 ? 'cw-bar cw-bar-for' : 'cw-bar cw-bar-against'} style={{ insetInlineStart: place(Math.min(bar.from, bar.to)), width: `${(Math.abs(bar.bits) / (most - least || 1)) * 100}%` }} />
                </div>
              </td>
              <td className="cw-number">{bar.bits >= 0 ? '+' : '−'}{Math.abs(bar.bits).toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{say('sum')}</th><td className="cw-waterfall-wide cw-quiet">{say('threshold', { share: percent(explanation.threshold, 0), n: limit.toFixed(1) })}</td><td className="cw-number"><strong>{explanation.bits.toFixed(1)}</strong></td></tr></tfoot>
      </table>
      <p className="cw-quiet">{say('means', { share: percent(explanation.probability) })} {pick(explanation.rule)}</p>
    </div>
  );
}
