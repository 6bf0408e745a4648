import { when } from '@/lib/dates';
import { clock } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import type { LeadCard } from './api';
import { words } from './words';

/** Who spoke with this customer when, what came of it, and what was noted; the latest first. */
export function History({ calls }: { calls: LeadCard['history'] }) {
  const say = useWords(words);
  const name = useWords(codes);
  if (calls.length === 0) return <p className="cw-quiet">{say('history.none')}</p>;
  return (
    <ol className="cw-history">
      {calls.map((call) => (
        <li key={call.at + call.person}>
          <div className="cw-file-facts"><time className="cw-number">{when(call.at)}</time><span>{call.person}</span><b>{name.code('outcome', call.outcome)}</b>{call.talk_seconds > 0 && <span className="cw-number">{clock(call.talk_seconds)}</span>}</div>
          {call.note && <p>{call.note}</p>}
        </li>
      ))}
    </ol>
  );
}
