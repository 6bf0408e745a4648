import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import type { BatchDetail } from './api';
import { words } from './words';

/** The figures of the cleaning report and the sentence that they add up. */
export function Tiles({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const share = (n: number) => percent(batch.rows > 0 ? n / batch.rows : null);
  const whole = batch.accepted + batch.merged + batch.rejected === batch.rows;
  const figures = { accepted: count(batch.accepted), merged: count(batch.merged), rejected: count(batch.rejected), rows: count(batch.rows) };
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('rows')} value={figures.rows} definition="rows" testid="tile-rows" />
        <FigureWithDefinition label={say('accepted')} value={figures.accepted} hint={share(batch.accepted)} definition="accepted" tone="good" testid="tile-accepted" />
        <FigureWithDefinition label={say('merged')} value={figures.merged} hint={share(batch.merged)} definition="merged" testid="tile-merged" />
        <FigureWithDefinition label={say('rejected')} value={figures.rejected} hint={share(batch.rejected)} definition="rejected" tone={batch.rejected > 0 ? 'bad' : 'plain'} testid="tile-rejected" />
        <FigureWithDefinition label={say('sequential')} value={percent(batch.sequential_share)} definition="sequential" tone={(batch.sequential_share ?? 0) > 0.2 ? 'bad' : 'plain'} />
      </Figures>
      <p className="cw-quiet" data-testid="adds-up">{whole ? say('adds', figures) : say('addsNot')}</p>
    </div>
  );
}
