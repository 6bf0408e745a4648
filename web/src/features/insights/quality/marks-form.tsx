import { Input, InputNumber, Radio } from 'antd';
import { pick, useWords } from '@/lib/words';
import { StatusTag } from '@/ui/status-tag';
import type { CardItem, Mark, Scorecard } from './api';
import { words } from './words';

export type Marks = Record<string, Mark>;

/** The items without points yet. */
export const lacking = (card: Scorecard, marks: Marks) => card.items.filter((item) => marks[item.key] === undefined);

/** What the points come to, as the server will count them; null while some are missing. */
export function scoreOf(card: Scorecard, marks: Marks): number | null {
  if (lacking(card, marks).length > 0) return null;
  if (card.items.some((item) => item.instant_fail && marks[item.key]?.points === 0)) return 0;
  const applying = card.items.filter((item) => Number(item.weight) > 0 && marks[item.key]?.points !== null);
  const weight = applying.reduce((sum, item) => sum + Number(item.weight), 0);
  const got = applying.reduce((sum, item) => sum + (Number(item.weight) * (marks[item.key]?.points ?? 0)) / item.points, 0);
  return weight === 0 ? null : (got * 100) / weight;
}

interface Props { card: Scorecard; marks: Marks; onChange: (marks: Marks) => void; onSecond: () => number }

/** Points for each item: buttons from 0 to full, or "does not apply"; where it can be heard and what it rests on. */
export function MarksForm({ card, marks, onChange, onSecond }: Props) {
  return (
    <ul className="cw-marks" data-testid="marks">
      {card.items.map((item) => <MarkRow key={item.key} item={item} mark={marks[item.key]} onSecond={onSecond} onChange={(mark) => onChange({ ...marks, [item.key]: mark })} />)}
    </ul>
  );
}

function MarkRow({ item, mark, onChange, onSecond }: { item: CardItem; mark: Mark | undefined; onChange: (mark: Mark) => void; onSecond: () => number }) {
  const say = useWords(words);
  const title = pick(item.title);
  const set = (change: Partial<Mark>) => onChange({ item: item.key, points: null, second: null, note: '', ...mark, ...change });
  const steps = Array.from({ length: item.points + 1 }, (_, points) => ({ value: String(points), label: String(points) }));
  return (
    <li className="cw-mark-row">
      <div><strong>{title}</strong> {item.instant_fail ? <StatusTag tone="bad">{say('instantFail')}</StatusTag> : <span className="cw-quiet">{say('weight')} {item.weight}</span>}</div>
      <p className="cw-quiet">{pick(item.guidance)}</p>
      <div className="cw-actions">
        <Radio.Group
          optionType="button" size="small" aria-label={title} data-testid={`mark-${item.key}`} options={[...steps, { value: 'none', label: say('notApplicable') }]}
          value={mark === undefined ? undefined : mark.points === null ? 'none' : String(mark.points)}
          onChange={(event) => { const value = String(event.target.value); set({ points: value === 'none' ? null : Number(value), second: mark?.second ?? (onSecond() || null) }); }}
        />
        <InputNumber size="small" min={0} precision={1} value={mark?.second ?? null} placeholder={say('second')} aria-label={`${title} · ${say('second')}`} onChange={(second) => set({ points: mark?.points ?? null, second })} disabled={mark === undefined} />
        <Input size="small" className="cw-grow" maxLength={1000} value={mark?.note ?? ''} placeholder={say('note')} aria-label={`${title} · ${say('note')}`} onChange={(event) => set({ note: event.target.value })} disabled={mark === undefined} />
      </div>
    </li>
  );
}
