import { Link } from 'react-router';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import type { Home } from './api';
import { words } from './words';

/** How far the company has come, in the order in which the data flows; each step leads to its page. */
export function Milestones({ milestones }: { milestones: Home['milestones'] }) {
  const say = useWords(words);
  return (
    <nav aria-label={say('milestones')} className="cw-milestones" data-testid="milestones">
      {milestones.map((step) => (
        <Link key={step.en} to={step.page}><span className="cw-quiet">{pick(step)}</span> <strong className="cw-number">{count(step.count)}</strong></Link>
      ))}
    </nav>
  );
}
