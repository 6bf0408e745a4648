import { pick, useWords } from '@/lib/words';
import { useQuantity } from '@/ui/quantity';
import type { Finding } from './api';
import { words } from './words';

const arrows: Record<string, string> = { up: '↑', down: '↓', same: '→', unknown: '' };

/** The finding's figure now and before; the arrow has no colour, because whether up is good depends on the figure. */
export function TrendLine({ trend }: { trend: NonNullable<Finding['trend']> }) {
  const say = useWords(words);
  const write = useQuantity();
  const now = write(trend.now, trend.unit);
  return (
    <span className="cw-quiet">
      {pick(trend.figure)} {now} {arrows[trend.direction] ?? ''}{' '}
      {trend.previous !== null && say('trend.before', { value: write(trend.previous, trend.unit) })}
    </span>
  );
}
