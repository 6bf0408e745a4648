import type { ReactNode } from 'react';
import type { Bilingual } from '@/lib/words';
import { DefinitionMark } from './definition-mark';
import type { Definition } from './definitions';

export interface FigureProps {
  label: string;
  value: ReactNode;
  definition?: Definition | Bilingual | undefined;
  hint?: ReactNode;
  tone?: 'plain' | 'good' | 'bad';
  testid?: string;
}

/** One figure with its name, its definition and, below it, what it is compared with. */
export function FigureWithDefinition({ label, value, definition, hint, tone = 'plain', testid }: FigureProps) {
  return (
    <div className={`cw-figure cw-figure-${tone}`} data-testid={testid}>
      <div className="cw-figure-label">
        <span>{label}</span>
        {definition && <DefinitionMark of={definition} figure={label} />}
      </div>
      <div className="cw-figure-value">{value}</div>
      {hint && <div className="cw-figure-hint">{hint}</div>}
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <div className="cw-figures">{children}</div>;
}
