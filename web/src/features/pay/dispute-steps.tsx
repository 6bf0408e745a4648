import { when } from '@/lib/dates';
import { money } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { Dispute } from './api';
import { words } from './words';

const tones: Record<Dispute['state'], Tone> = { asked: 'waiting', answered: 'busy', accepted: 'good', rejected: 'quiet' };

export function DisputeState({ dispute }: { dispute: Dispute }) {
  const say = useWords(words);
  return <StatusTag tone={tones[dispute.state]}>{say.code('dispute.state', dispute.state)}</StatusTag>;
}

/** Everything that was said about a line, and where its correction stands. */
export function DisputeSteps({ dispute }: { dispute: Dispute }) {
  const say = useWords(words);
  const decision = dispute.steps.find((step) => step.kind === 'decision');
  return (
    <div className="cw-stack" data-testid="dispute-steps">
      <ol className="cw-plain-list">
        {dispute.steps.map((step) => (
          <li key={`${step.at}-${step.kind}-${step.says}`}>
            <strong>{say.code('dispute.kind', step.kind)}</strong> · {step.by} · <span className="cw-quiet">{when(step.at)}</span><br />{step.says}
            {step.amount !== null && <> （{money(step.amount, dispute.currency)}）</>}
          </li>
        ))}
      </ol>
      {decision?.accepted && (
        <p className="cw-quiet">
          {dispute.corrected_in ? say('dispute.corrected', { month: dispute.corrected_in }) : say('dispute.waiting', { amount: money(decision.amount, dispute.currency) })}
        </p>
      )}
    </div>
  );
}

export const lineOf = (dispute: Dispute) => `${dispute.place + 1}. ${pick(dispute.line)}`;
