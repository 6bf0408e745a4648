import { useMay } from '@/client/session';
import { useWords } from '@/lib/words';
import type { Pair, PairSide } from './api';
import { pieces } from './differences';
import { words } from './words';

const rows = ['company', 'person', 'numbers', 'address', 'region'] as const;
type Row = typeof rows[number];

function textOf(side: PairSide, row: Row): string {
  if (row === 'numbers') return side.numbers.join('、');
  if (row === 'region') return [side.province, side.city, side.district].filter(Boolean).join(' ');
  return side[row];
}

/** Both rows beside each other; what only one of them has is marked, by colour and by underline. */
export function Sides({ pair }: { pair: Pair }) {
  const say = useWords(words);
  const may = useMay();
  return (
    <table className="cw-sides" data-testid="sides">
      <caption className="cw-hidden">{say('sides')}</caption>
      <thead><tr><td /><th scope="col"><Where side={pair.left} name={say('left')} /></th><th scope="col"><Where side={pair.right} name={say('right')} /></th></tr></thead>
      <tbody>
        {rows.map((row) => {
          const [left, right] = [textOf(pair.left, row), textOf(pair.right, row)];
          return (
            <tr key={row} className={left === right ? '' : 'cw-sides-differ'}>
              <th scope="row">{say(`row.${row}`)}</th>
              <td>{row === 'numbers' ? <Numbers own={pair.left.numbers} other={pair.right.numbers} /> : <Marked text={left} other={right} />}</td>
              <td>{row === 'numbers' ? <Numbers own={pair.right.numbers} other={pair.left.numbers} /> : <Marked text={right} other={left} />}</td>
            </tr>
          );
        })}
        {may('numbers.reveal') && (
          <tr><th scope="row">{say('row.original')}</th>{[pair.left, pair.right].map((side) => <td key={side.row + side.batch_id} className="cw-quiet">{Object.values(side.original ?? {}).filter(Boolean).join(' · ') || '—'}</td>)}</tr>
        )}
      </tbody>
    </table>
  );
}

function Where({ side, name }: { side: PairSide; name: string }) {
  const say = useWords(words);
  return <><span>{name}</span> <span className="cw-quiet">{say('where', { source: side.source, file: side.file, line: side.line })}</span></>;
}

/** A number is the same or another one; its digits say nothing. */
function Numbers({ own, other }: { own: string[]; other: string[] }) {
  if (own.length === 0) return <span className="cw-quiet">—</span>;
  return <span className="cw-number">{own.map((number) => <div key={number}>{other.includes(number) ? number : <mark className="cw-differs">{number}</mark>}</div>)}</span>;
}

function Marked({ text, other }: { text: string; other: string }) {
  if (!text) return <span className="cw-quiet">—</span>;
  return <>{pieces(text, other).map((piece, place) => (piece.same ? <span key={place}>{piece.text}</span> : <mark key={place} className="cw-differs">{piece.text}</mark>))}</>;
}
