import { Link } from 'react-router';
import { clock, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { Hit, Preview } from './api';
import { words } from './words';

/** What a draft does to past calls: its hits, which are new, and which of today's it loses. */
export function Tried({ preview }: { preview: Preview }) {
  const say = useWords(words);
  return (
    <div data-testid="preview">
      <p>{say('preview', { calls: preview.calls, hits: preview.hits.length, fresh: preview.new, lost: preview.lost.length })}</p>
      {preview.precision !== null && <p>{say('preview.accuracy', { precision: percent(preview.precision, 0), recall: percent(preview.recall, 0) })}</p>}
      <HitList title={say('preview.hits')} hits={preview.hits} />
      <HitList title={say('preview.lost')} hits={preview.lost} />
    </div>
  );
}

function HitList({ title, hits }: { title: string; hits: Hit[] }) {
  if (hits.length === 0) return null;
  return (
    <>
      <h3 className="cw-small-head">{title}</h3>
      <ul className="cw-plain-list cw-scroll-list">{hits.map((hit) => <li key={hit.id}><Link to={`/calls/${hit.call_id}?at=${hit.start}`}>{hit.day} {clock(hit.start)}</Link> {hit.quote}</li>)}</ul>
    </>
  );
}
