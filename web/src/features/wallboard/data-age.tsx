import { useWords } from '@/lib/words';
import { useNow } from '@/ui/use-now';
import { words } from './words';

const STALE = 15;

/** How old the figures are; a frozen number must never look alive. */
export function DataAge({ at }: { at: number }) {
  const say = useWords(words);
  const now = useNow();
  if (!at) return null;
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return seconds > STALE
    ? <strong className="cw-bad" role="alert" data-testid="stale">{say('stale', { n: seconds })}</strong>
    : <span className="cw-quiet" data-testid="data-age">{say('age', { n: seconds })}</span>;
}
