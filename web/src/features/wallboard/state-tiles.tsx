import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { floorTone } from '@/ui/floor-tag';
import type { Wallboard } from './api';
import { words } from './words';

/** In the order of a call, then what keeps people from calling. */
const order = ['talking', 'hold', 'ringing', 'dialing', 'ready', 'wrap_up', 'break', 'meal', 'meeting', 'training', 'looking_up', 'wrong_data', 'no_leads', 'phone_trouble', 'offline'];
const always = new Set(['talking', 'ready', 'wrap_up', 'break']);

/** People by state; a tile filters the table below. States nobody is in are left out, but for the main ones. */
export function StateTiles({ board, filters = true }: { board: Wallboard; filters?: boolean }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { values, set } = useUrlState(['state']);
  const known = [...order, ...Object.keys(board.by_state).filter((state) => !order.includes(state))];
  const shown = known.filter((state) => always.has(state) || (board.by_state[state] ?? 0) > 0);
  return (
    <ul className="cw-tiles">
      {shown.map((state) => (
        <li key={state} className={`cw-tile cw-tile-${floorTone(state)}`} data-testid={`state-${state}`}>
          <span className="cw-figure-label"><span>{name.code('floor', state)}</span>{filters && <DefinitionMark of="boardState" figure={name.code('floor', state)} />}</span>
          {filters
            ? <button type="button" className="cw-tile-count" aria-pressed={values.state === state} aria-label={`${say('state.filter', { state: name.code('floor', state) })} ${board.by_state[state] ?? 0}`} onClick={() => set({ state: values.state === state ? '' : state })}>{count(board.by_state[state] ?? 0)}</button>
            : <span className="cw-tile-count">{count(board.by_state[state] ?? 0)}</span>}
        </li>
      ))}
    </ul>
  );
}
