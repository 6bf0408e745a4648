import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { Gate } from '../api';
import { words } from '../words';

/** The measured accuracy as a range on a line, with the gate on it: what decides is which side the chosen figure is on. */
export function Interval({ gate }: { gate: Gate }) {
  const say = useWords(words);
  if (gate.point === null || gate.lower === null || gate.upper === null) return <p className="cw-quiet" data-testid="interval-none">{say('interval.none')}</p>;
  const from = Math.max(0, Math.floor((Math.min(gate.lower, gate.threshold) - 0.05) * 20) / 20);
  const place = (share: number) => `${((share - from) / (1 - from)) * 100}%`;
  const deciding = gate.measure === 'point' ? gate.point : gate.lower;
  const good = deciding >= gate.threshold;
  const sentence = say('interval.said', { point: percent(gate.point), lower: percent(gate.lower), upper: percent(gate.upper), threshold: percent(gate.threshold, 0) });
  return (
    <figure className="cw-interval" data-testid="interval">
      <div role="img" aria-label={sentence} className={good ? 'cw-interval-good' : 'cw-interval-bad'}>
        <div className="cw-interval-top"><span style={{ insetInlineStart: place(gate.threshold) }}>{say('interval.gate', { share: percent(gate.threshold, 0) })}</span></div>
        <div className="cw-interval-line">
          <span className="cw-interval-range" style={{ insetInlineStart: place(gate.lower), width: `calc(${place(gate.upper)} - ${place(gate.lower)})` }} />
          <span className="cw-interval-point" style={{ insetInlineStart: place(gate.point) }} />
          <span className="cw-interval-gate" style={{ insetInlineStart: place(gate.threshold) }} />
        </div>
        <div className="cw-interval-scale"><span>{percent(from, 0)}</span><span>100%</span></div>
      </div>
      <figcaption className="cw-quiet">{sentence} {say(good ? 'interval.passes' : 'interval.fails', { figure: say(gate.measure === 'point' ? 'measure.point' : 'measure.lower_bound') })}</figcaption>
    </figure>
  );
}
