import type { ReactNode } from 'react';

/** Nothing here yet: says what will stand here, and what to do next, with the button for it. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="cw-empty" data-testid="empty">
      <svg viewBox="0 0 64 40" width="64" height="40" aria-hidden="true">
        <path d="M6 14v12M16 6v28M26 12v16M36 2v36M46 10v20M56 16v8" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      </svg>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className="cw-actions cw-centred">{children}</div>}
    </div>
  );
}
