import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import type { BatchDetail } from '../api';
import { words } from '../words';

/** How long each step of the cleaning took, and what it did. */
export function StepTimes({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const timed = batch.steps.map((step) => ({ ...step, seconds: Number(step.details['seconds']) })).filter((step) => Number.isFinite(step.seconds));
  if (timed.length === 0) return <p className="cw-quiet">{say('steps.none')}</p>;
  const longest = Math.max(...timed.map((step) => step.seconds), 0.001);
  return (
    <>
      <ul className="cw-bars" aria-label={say('steps')}>
        {timed.sort((a, b) => a.name.localeCompare(b.name)).map((step) => (
          <li key={step.name}>
            <span>{say.code('step', step.name)}</span>
            <span className="cw-bars-track" aria-hidden><span style={{ width: `${Math.max(1, (step.seconds / longest) * 100)}%` }} /></span>
            <span className="cw-number">{say('seconds', { n: count(step.seconds, 2) })}</span>
          </li>
        ))}
      </ul>
      <p className="cw-quiet">{say('steps.whole', { n: count(batch.seconds, 1) })}<DefinitionMark of="stepTime" figure={say('steps')} /></p>
    </>
  );
}
