import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { BatchDetail } from '../api';
import { words } from '../words';

const parts = ['accepted', 'merged', 'rejected'] as const;

/** The equation of a batch, drawn: every row of the files is in exactly one of three parts. */
export function RowBalance({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const whole = batch.accepted + batch.merged + batch.rejected === batch.rows;
  const figures = { accepted: count(batch.accepted), merged: count(batch.merged), rejected: count(batch.rejected), rows: count(batch.rows) };
  return (
    <div className="cw-balance">
      <div className="cw-balance-bar" aria-hidden>
        {parts.map((part) => <span key={part} className={`cw-balance-${part}`} style={{ flexGrow: batch[part] }} title={`${say(part)} ${figures[part]} (${percent(batch.rows ? batch[part] / batch.rows : null)})`} />)}
      </div>
      <p className="cw-quiet" data-testid="adds-up">{whole ? say('adds', figures) : say('addsNot')}{batch.blank_lines > 0 && ` ${say('blankLines', { n: count(batch.blank_lines) })}`}</p>
    </div>
  );
}
