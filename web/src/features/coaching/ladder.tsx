import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import type { LadderStep } from './api';
import { words } from './words';

/** Dials → connected → effective → interested → order, each with its rate, today's goal and yesterday's own figure. */
export function Ladder({ steps }: { steps: LadderStep[] }) {
  const say = useWords(words);
  return (
    <Figures>
      {steps.map((step) => (
        <FigureWithDefinition
          key={step.step} label={say(`step.${step.step}`)} value={count(step.count)} definition={step.step} testid={`ladder-${step.step}`}
          tone={step.goal !== null && step.count >= step.goal ? 'good' : 'plain'}
          hint={<Hints step={step} />}
        />
      ))}
    </Figures>
  );
}

function Hints({ step }: { step: LadderStep }) {
  const say = useWords(words);
  const goal = step.goal === null ? say('goal.none') : `${say('goal', { n: count(step.goal) })}${step.count >= step.goal ? ` · ${say('reached')}` : ''}`;
  return (
    <>
      {step.rate !== null && <div>{say('rate', { rate: percent(step.rate) })}</div>}
      <div>{goal}</div>
      {step.previous !== null && <div>{say('before', { n: count(step.previous) })}</div>}
    </>
  );
}
