import { Table } from 'antd';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { type Week, useMeaning } from './growth-api';
import { words } from './growth-words';

const names = ['dials', 'utilisation', 'effective', 'interested', 'quality'] as const;
type Figure = Week['figures'][number];

const shown = (figure: Figure) => figure.name === 'utilisation' ? percent(figure.value) : count(figure.value, 1);
const wanted = (figure: Figure) => figure.name === 'utilisation' ? percent(figure.expected) : count(figure.expected, 1);

/** Weeks from the newest down: each figure with what is expected of it and its change from the week before. */
export function WeekTable({ weeks, numbered, label }: { weeks: Week[]; numbered: boolean; label: string }) {
  const say = useWords(words);
  const meaning = useMeaning()('week');
  return (
    <Table<Week>
      size="small" rowKey="number" dataSource={[...weeks].reverse()} pagination={{ pageSize: 12, hideOnSinglePage: true }} scroll={{ x: 820 }} aria-label={label}
      columns={[
        { title: meaning ? <DefinitionMark of={meaning} figure={label} /> : '', width: 170, render: (_, week) => <>{numbered && <strong>{say('week', { n: week.number })} </strong>}<span className="cw-number cw-quiet">{week.first_day.slice(5)} – {week.last_day.slice(5)}</span><div className="cw-quiet">{say('days', { n: week.days })}</div></> },
        ...names.map((name) => ({ title: say(`figure.${name}`), align: 'right' as const, render: (_: unknown, week: Week) => <Cell figure={week.figures.find((one) => one.name === name)} numbered={numbered} /> })),
      ]}
    />
  );
}

function Cell({ figure, numbered }: { figure: Figure | undefined; numbered: boolean }) {
  const say = useWords(words);
  if (!figure) return '—';
  const waits = numbered && figure.expected === null && (figure.name === 'effective' || figure.name === 'interested');
  return (
    <>
      <span className="cw-number">{shown(figure)}</span>
      {figure.change !== null && <span className="cw-number cw-quiet"> {figure.change >= 0 ? '+' : '−'}{percent(Math.abs(figure.change), 0)}</span>}
      {figure.expected !== null && <div className="cw-quiet">{say('expected', { n: wanted(figure) })}</div>}
      {waits && <div className="cw-quiet">{say('notYet')}</div>}
    </>
  );
}
