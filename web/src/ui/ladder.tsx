import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { definitions, type Definition } from './definitions';
import { FigureWithDefinition, Figures } from './figure';
import { words } from './ladder-words';

export interface LadderStep { name: string; count: number; rate: number | null; goal: string | number | null; yesterday: number | null; benchmark: number | null }

const defined = (name: string): Definition | undefined => (name in definitions.pairs ? (name as Definition) : undefined);

/** Dials → connected → effective → interested → order, each with its rate, today's goal and yesterday's own figure. */
export function Ladder({ steps }: { steps: LadderStep[] }) {
  const say = useWords(words);
  return (
    <Figures>
      {steps.map((step) => {
        const of = defined(step.name);
        return (
          <FigureWithDefinition
            key={step.name} label={say.code('step', step.name)} value={count(step.count)} {...(of ? { definition: of } : {})} testid={`ladder-${step.name}`}
            tone={reached(step) ? 'good' : 'plain'} hint={<Hints step={step} />}
          />
        );
      })}
    </Figures>
  );
}

const reached = (step: LadderStep): boolean => step.goal !== null && step.count >= Number(step.goal);

function Hints({ step }: { step: LadderStep }) {
  const say = useWords(words);
  return (
    <>
      {step.rate !== null && <div>{say('rate', { rate: percent(step.rate) })}</div>}
      {step.goal !== null && <div>{say('goal', { n: count(step.goal, 1) })}{reached(step) && ` · ${say('reached')}`}</div>}
      {step.yesterday !== null && <div>{say('before', { n: count(step.yesterday) })}</div>}
      {step.benchmark !== null && <div>{say('benchmark', { n: count(step.benchmark, 1) })}</div>}
    </>
  );
}
