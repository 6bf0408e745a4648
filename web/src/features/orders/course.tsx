import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { Order } from './api';
import { words } from './words';

const tones: Partial<Record<string, Tone>> = { after_sales: 'good', returned: 'bad', cancelled: 'bad', blocked: 'bad', placed: 'waiting' };

/** Where the order stands, and what holds it up. */
export function OrderState({ order }: { order: Order }) {
  const say = useWords(words);
  if (order.state !== 'blocked') return <StatusTag tone={tones[order.state] ?? 'busy'}>{say.code('step', order.state)}</StatusTag>;
  return (
    <>
      <StatusTag tone="bad">{say('blocked', { department: order.blocked_by ?? '—' })}</StatusTag>
      <div className="cw-quiet">{order.block_reason} · {say('blocked.since', { since: when(order.blocked_since) })}</div>
    </>
  );
}

/** Each department's step with its time, or the time by which it is due. */
export function OrderCourse({ order }: { order: Order }) {
  const say = useWords(words);
  const due = (at: string | null) => (at ? say('due', { at: when(at) }) : '—');
  return (
    <ol className="cw-course">
      <li><strong>{say('step.placed')}</strong><span className="cw-number">{when(order.ordered_at)}</span></li>
      {order.steps.map((step) => (
        <li key={step.step} className={step.done_at ? undefined : 'cw-quiet'}>
          <strong>{say(`step.${step.step}`)}</strong><span className="cw-number">{step.done_at ? when(step.done_at) : due(step.due_at)}</span>
        </li>
      ))}
    </ol>
  );
}
