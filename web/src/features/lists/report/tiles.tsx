import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import type { BatchDetail } from '../api';
import { words } from '../words';
import { RowBalance } from './row-balance';

/** The figures of the cleaning report and the sentence that they add up. */
export function Tiles({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const share = (n: number) => percent(batch.rows > 0 ? n / batch.rows : null);
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('rows')} value={count(batch.rows)} definition="rows" testid="tile-rows" />
        <FigureWithDefinition label={say('accepted')} value={count(batch.accepted)} hint={share(batch.accepted)} definition="accepted" tone="good" testid="tile-accepted" />
        <FigureWithDefinition label={say('merged')} value={count(batch.merged)} hint={share(batch.merged)} definition="merged" testid="tile-merged" />
        <FigureWithDefinition label={say('rejected')} value={count(batch.rejected)} hint={share(batch.rejected)} definition="rejected" tone={batch.rejected > 0 ? 'bad' : 'plain'} testid="tile-rejected" />
        <FigureWithDefinition label={say('sequential')} value={percent(batch.sequential_share)} definition="sequential" tone={(batch.sequential_share ?? 0) > 0.2 ? 'bad' : 'plain'} testid="tile-sequential" />
      </Figures>
      <RowBalance batch={batch} />
    </div>
  );
}
