import { Table } from 'antd';
import { useMemo } from 'react';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import { FigureWithDefinition } from '@/ui/figure';
import type { Chance, Odds } from './api';
import { words } from './words';

/** P(at least one in n) = 1 − (1 − p)ⁿ, with the sentence that keeps it honest: the next call is still p. */
export function OddsPanel({ odds }: { odds: Odds | null }) {
  const say = useWords(words);
  if (!odds || odds.p <= 0) return <p>{say('panel.none')}</p>;
  const middle = odds.calls_for.find((one) => one.chance >= 0.9) ?? odds.calls_for.at(-1);
  return (
    <div className="cw-stack">
      <FigureWithDefinition
        label={say('panel.rate')} value={percent(odds.p)} definition="probability" testid="success-rate"
        hint={<>{say('panel.interval', { low: percent(odds.low), high: percent(odds.high) })}; {say('panel.from', { attempts: count(odds.attempts), successes: count(odds.successes) })}{odds.attempts < 200 && ` ${say('panel.few')}`}</>}
      />
      {middle && <p data-testid="odds-sentence">{say('panel.sentence', { n: count(middle.calls), chance: percent(middle.chance, 0) })} <strong>{say('panel.honest', { p: percent(odds.p) })}</strong></p>}
      <Table<Chance>
        size="small" pagination={false} rowKey="chance" dataSource={odds.calls_for} aria-label={say('panel.calls')}
        columns={[
          { title: say('panel.calls'), render: (_, one) => percent(one.chance, 0) },
          { title: say('panel.needed'), align: 'right', render: (_, one) => say('calls', { n: count(one.calls) }) },
          { title: say('panel.range'), align: 'right', render: (_, one) => one.calls_low === null ? '—' : `${count(one.calls_low)} – ${one.calls_high === null ? '∞' : count(one.calls_high)}` },
        ]}
      />
      <Curve p={odds.p} until={odds.calls_for.at(-1)?.calls ?? 100} />
    </div>
  );
}

function Curve({ p, until }: { p: number; until: number }) {
  const say = useWords(words);
  const label = say('panel.chart');
  const axis = say('panel.axis');
  const option = useMemo(() => (colours: ChartColours) => ({
    grid: { left: 44, right: 16, top: 12, bottom: 40 },
    xAxis: { type: 'value', max: until, name: axis, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colours.text }, axisLabel: { color: colours.text }, splitLine: { show: false } },
    yAxis: { type: 'value', max: 1, axisLabel: { color: colours.text, formatter: (share: number) => percent(share, 0) }, splitLine: { lineStyle: { color: colours.line } } },
    series: [{ type: 'line', showSymbol: false, lineStyle: { width: 2, color: '#3f86b5' }, data: Array.from({ length: 61 }, (_, place) => { const n = Math.round((until * place) / 60); return [n, 1 - (1 - p) ** n]; }) }],
  }), [p, until, axis]);
  return <Chart option={option} label={label} height={190} />;
}
