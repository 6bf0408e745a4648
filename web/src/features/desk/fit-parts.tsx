import { useWords } from '@/lib/words';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { words } from './words';

const signs = { '+': { tone: 'good', word: 'fit.holds' }, '-': { tone: 'bad', word: 'fit.fails' }, '?': { tone: 'quiet', word: 'fit.unknown' } } as const satisfies Record<string, { tone: Tone; word: string }>;
type Sign = keyof typeof signs;

/** "industries+" → the criterion and whether it holds; what has no sign is not known. */
export function partOf(part: string): { criterion: string; sign: Sign } {
  const last = part.at(-1) ?? '';
  return last in signs ? { criterion: part.slice(0, -1), sign: last as Sign } : { criterion: part, sign: '?' };
}

/** Which criteria of the campaign's target this customer meets. */
export function FitParts({ parts }: { parts: string[] }) {
  const say = useWords(words);
  if (parts.length === 0) return null;
  return (
    <details>
      <summary>{say('fit.parts')}</summary>
      <ul className="cw-fit-parts">
        {parts.map(partOf).map(({ criterion, sign }) => <li key={criterion}>{say.code('criterion', criterion)} <StatusTag tone={signs[sign].tone}>{say(signs[sign].word)}</StatusTag></li>)}
      </ul>
    </details>
  );
}
