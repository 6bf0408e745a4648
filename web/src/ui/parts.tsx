import { Button } from 'antd';
import type { ReactNode } from 'react';

export interface Part { key: string; label: string; children: ReactNode }

/** The parts of a page, one in sight; their names wrap on a phone instead of hiding behind a menu. */
export function Parts({ items, active, onChange, label }: { items: Part[]; active: string; onChange: (key: string) => void; label: string }) {
  const shown = items.find((part) => part.key === active) ?? items[0];
  return (
    <>
      <nav className="cw-actions" aria-label={label}>
        {items.map((part) => <Button key={part.key} type={part === shown ? 'primary' : 'default'} aria-current={part === shown ? 'page' : undefined} onClick={() => onChange(part.key)}>{part.label}</Button>)}
      </nav>
      {shown?.children}
    </>
  );
}
