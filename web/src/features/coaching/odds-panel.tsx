import { Segmented, Table } from 'antd';
import { useMemo, useState } from 'react';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import { FigureWithDefinition } from '@/ui/figure';
import type { Odds, OddsRow } from './api';
import { words } from './words';

/** P(at least one in n) = 1 − (1 − p)ⁿ, with the sentence that keeps it honest: the next call is still p. */
export function OddsPanel({ panels }: { panels: Odds[] }) {
  const say = useWords(words);
  const [chosen, setChosen] = useState(panels[0]?.success ?? '');
  const odds = panels.find((panel) => panel.success === chosen);
  if (!odds) return <p>{say('panel.none')}</p>;
  return (
    <div className="cw-stack">
      <Segmented value={chosen} onChange={setChosen} aria-label={say('panel.what')} options={panels.map((panel) => ({ value: panel.success, label: say.code('panel.kind', panel.success) }))} />
      {odds.rate ? <Panel odds={odds} rate={odds.rate} /> : <p>{say('panel.none')}</p>}
    </div>
  );
}

function Panel({ odds, rate }: { odds: Odds; rate: number }) {
  const say = useWords(words);
  const middle = odds.rows.find((row) => row.probability >= 0.9) ?? odds.rows.at(-1);
  const percentage = percent(rate, 2);
  return (
    <>
      <FigureWithDefinition
        label={say.code('panel.success', odds.success)} value={percentage} definition="probability" testid="success-rate"
        hint={<>
          <div>{say('panel.interval', { low: percent(odds.low, 2), high: percent(odds.high, 2), confidence: percent(odds.confidence, 0) })}</div>
          <div>{say('panel.from', { attempts: count(odds.dials), successes: count(odds.successes), days: odds.window_days })}</div>
        </>}
      />
      {middle && <p data-testid="odds-sentence">{say('panel.sentence', { n: count(middle.calls), chance: percent(middle.probability, 0) })} <strong>{say('panel.honest', { p: percentage })}</strong></p>}
      {odds.today_probability !== null && odds.today_calls > 0 && <p className="cw-quiet">{say('panel.today', { n: count(odds.today_calls), chance: percent(odds.today_probability) })}</p>}
      <Table<OddsRow>
        size="small" pagination={false} rowKey="probability" dataSource={odds.rows} aria-label={say('panel.calls')}
        columns={[
          { title: say('panel.calls'), render: (_, row) => percent(row.probability, 0) },
          { title: say('panel.needed'), align: 'right', render: (_, row) => say('calls', { n: count(row.calls) }) },
          { title: say('panel.range'), align: 'right', render: (_, row) => `${count(row.calls_at_high)} – ${row.calls_at_low === null ? '∞' : count(row.calls_at_low)}` },
        ]}
      />
      <Curve p={rate} until={odds.rows.at(-1)?.calls ?? 100} />
    </>
  );
}

function Curve({ p, until }: { p: number; until: number }) {
  const say = useWords(words);
  const label = say('panel.chart');
  const axis = say('panel.axis');
  const option = useMemo(() => (colours: ChartColours) => ({
    grid: { left: 44, right: 16, top: 12, bottom: 40 },
    xAxis: { type: 'value', max: until, name: axis, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colours.text }, axisLabel: { color: colours.text, showMaxLabel: false }, splitLine: { show: false } },
    yAxis: { type: 'value', max: 1, axisLabel: { color: colours.text, formatter: (share: number) => percent(share, 0) }, splitLine: { lineStyle: { color: colours.line } } },
    series: [{ type: 'line', showSymbol: false, lineStyle: { width: 2, color: '#3f86b5' }, data: Array.from({ length: 61 }, (_, place) => { const n = Math.round((until * place) / 60); return [n, 1 - (1 - p) ** n]; }) }],
  }), [p, until, axis]);
  return <Chart option={option} label={label} height={190} />;
}
