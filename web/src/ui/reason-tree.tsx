import { useState } from 'react';
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

function Branch({ reason, depth }: { reason: Reason; depth: number }) {
  const [open, setOpen] = useState(depth < 2);
  const say = useWords(words);
  const write = useQuantity();
  const children = reason.children ?? [];
  const head = (
    <span className="cw-reason-row">
      <span className="cw-reason-label">{pick(reason.label)}</span>
      <span className="cw-reason-value">{write(reason.value, reason.unit)}</span>
      {reason.source && <span className="cw-reason-source">{say('reason.source')}: {reason.source}</span>}
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
