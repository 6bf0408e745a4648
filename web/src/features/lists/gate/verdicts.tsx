import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { Gate } from '../api';
import { words } from '../words';

/** What the verified rows turned out to be. */
export function Verdicts({ gate }: { gate: Gate }) {
  const say = useWords(words);
  const found = Object.entries(gate.by_verdict).sort(([, a], [, b]) => b - a);
  if (found.length === 0) return null;
  const most = Math.max(...found.map(([, n]) => n));
  return (
    <ul className="cw-bars" aria-label={say('verdicts')} data-testid="verdicts">
      {found.map(([verdict, n]) => (
        <li key={verdict}>
          <span>{say.code('verdict', verdict)}</span>
          <span className="cw-bars-track" aria-hidden><span className={verdict === 'good' ? 'cw-bars-good' : 'cw-bars-bad'} style={{ width: `${(n / most) * 100}%` }} /></span>
          <span className="cw-number">{count(n)}</span>
        </li>
      ))}
    </ul>
  );
}
