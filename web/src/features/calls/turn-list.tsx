import { clock, count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { Turn } from './api';
import { words } from './words';

/** Who spoke when; a turn leads to its moment in the recording. */
export function TurnList({ turns, onSeek }: { turns: Turn[]; onSeek: (seconds: number) => void }) {
  const say = useWords(words);
  return (
    <ol className="cw-turns" data-testid="turns">
      {turns.map((turn) => (
        <li key={`${turn.speaker}-${turn.start}`}>
          <button type="button" className={`cw-turn cw-turn-${turn.speaker}`} onClick={() => onSeek(turn.start)}>
            <span className="cw-number">{clock(turn.start)}</span> {say.code('turn', turn.speaker)} <span className="cw-quiet">{say('seconds', { n: count(turn.end - turn.start, 1) })}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
