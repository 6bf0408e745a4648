import { type KeyboardEvent, type ReactNode, useId } from 'react';

export interface Part { key: string; label: ReactNode; children: ReactNode }

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The parts of a page as tabs, one in sight; their names wrap on a phone instead of hiding behind a menu. */
export function Parts({ items, active, onChange, label }: { items: Part[]; active: string; onChange: (key: string) => void; label: string }) {
  const id = useId();
  const shown = items.find((part) => part.key === active) ?? items[0];
  if (!shown) return null;
  const turn = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    if (!step) return;
    const to = items[(items.indexOf(shown) + step + items.length) % items.length];
    if (!to) return;
    onChange(to.key);
    document.getElementById(`${id}-${to.key}`)?.focus();
  };
  return (
    <>
      <div className="cw-parts" role="tablist" aria-label={label} onKeyDown={turn}>
        {items.map((part) => (
          <button key={part.key} type="button" role="tab" id={`${id}-${part.key}`} className="cw-part" aria-selected={part === shown} aria-controls={`${id}-panel`} tabIndex={part === shown ? 0 : -1} onClick={() => onChange(part.key)}>{part.label}</button>
        ))}
      </div>
      <div key={shown.key} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown.key}`} className="cw-part-panel">{shown.children}</div>
    </>
  );
}
