import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { StatusTag } from '@/ui/status-tag';
import type { Dispute } from './api';
import { words } from './words';

export function DisputeTag({ dispute }: { dispute: Dispute }) {
  const say = useWords(words);
  if (dispute.state !== 'decided') return <StatusTag tone={dispute.state === 'open' ? 'warning' : 'waiting'}>{say(`state.${dispute.state}`)}</StatusTag>;
  return <StatusTag tone={dispute.changed ? 'good' : 'quiet'}>{say(dispute.changed ? 'state.changed' : 'state.kept')}</StatusTag>;
}

/** Everything that was said about a grade, in order. */
export function DisputeSteps({ dispute }: { dispute: Dispute }) {
  const say = useWords(words);
  return (
    <ol className="cw-plain-list" data-testid="dispute-steps">
      {dispute.steps.map((step) => (
        <li key={step.kind}><strong>{say.code('step', step.kind)}</strong> · {step.by_name} · <span className="cw-quiet cw-number">{when(step.at)}</span><div>{step.text}</div></li>
      ))}
    </ol>
  );
}
