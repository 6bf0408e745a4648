import { useState } from 'react';
import { Link } from 'react-router';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { useQuantity } from './quantity';
import { words } from './words';

/** Why a figure is what it is: a value, where it came from, and the values it was made of. */
export interface Reason {
  label: Bilingual;
  value: string | number | boolean | Bilingual | null;
  unit?: string | null;
  source?: string | null;
  children?: Reason[];
}

/** Ids lead programs back to a fact; people find it by the label, which carries its number and day. */
const readable = (source: string | null | undefined) => (source && !/^[a-z_.]+:/.test(source) ? source : null);

/** An order named by its number leads to the order; ids of older statements do not. */
function orderOf(source: string | null | undefined): string | null {
  const number = source?.startsWith('orders:') ? source.slice(7) : null;
  return number && !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(number) ? number : null;
}

function Branch({ reason, depth }: { reason: Reason; depth: number }) {
  const [open, setOpen] = useState(depth < 2);
  const say = useWords(words);
  const write = useQuantity();
  const children = reason.children ?? [];
  const source = readable(reason.source);
  const order = orderOf(reason.source);
  const head = (
    <span className="cw-reason-row">
      <span className="cw-reason-label">{order ? <Link to={`/orders?q=${encodeURIComponent(order)}`}>{pick(reason.label)}</Link> : pick(reason.label)}</span>
      <span className="cw-reason-value">{write(reason.value, reason.unit)}</span>
      {source && <span className="cw-reason-source">{say('reason.source')}: {source}</span>}
    </span>
  );
  if (children.length === 0) return <li>{head}</li>;
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{head}</summary>
        {open && <ul>{children.map((child, place) => <Branch key={`${child.label.en}-${place}`} reason={child} depth={depth + 1} />)}</ul>}
      </details>
    </li>
  );
}

export function ReasonTree({ reason }: { reason: Reason }) {
  return <ul className="cw-reasons" data-testid="reason-tree"><Branch reason={reason} depth={0} /></ul>;
}
