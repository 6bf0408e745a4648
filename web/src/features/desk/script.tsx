import { useState } from 'react';
import { useWords } from '@/lib/words';
import type { LeadCard } from './api';
import { words } from './words';

/** The script step by step: all steps in sight, the text of one. */
export function Script({ steps }: { steps: LeadCard['script'] }) {
  const say = useWords(words);
  const [at, setAt] = useState(0);
  const step = steps[at];
  if (!step) return <p className="cw-quiet">{say('script.none')}</p>;
  return (
    <div className="cw-script" data-testid="script">
      <ol>
        {steps.map((one, place) => (
          <li key={one.step}><button type="button" aria-current={place === at ? 'step' : undefined} onClick={() => setAt(place)}>{place + 1}. {one.title}</button></li>
        ))}
      </ol>
      <p className="cw-script-text" aria-label={say('script.step', { n: at + 1, title: step.title })}>{step.text}</p>
    </div>
  );
}
