import { useCallback, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { count, money, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import type { Source } from './api';
import { words } from './words';

const heightOf = (sources: Source[]): number => 70 + sources.length * 44;
const names = (sources: Source[]) => ({ type: 'category' as const, inverse: true, data: sources.map((source) => source.name), axisLabel: { width: 110, overflow: 'truncate' as const } });
const grid = { left: 8, right: 56, top: 12, bottom: 8, containLabel: true };

/** Accuracy of each source with what the sample leaves open, against the gate. */
export function AccuracyChart({ sources, threshold }: { sources: Source[]; threshold: number | null }) {
  const say = useWords(words);
  const measured = sources.filter((source) => source.accuracy !== null);
  const gate = threshold === null ? '' : say('chart.gate', { share: percent(threshold, 0) });
  const from = Math.max(0, Math.floor((Math.min(threshold ?? 1, ...measured.map((source) => source.accuracy_lower ?? 1)) - 0.05) * 10) / 10);
  const option = useCallback((colours: ChartColours): EChartsCoreOption => ({
    grid: { ...grid, top: 36, right: 28 }, xAxis: { type: 'value', min: from, max: 1, axisLabel: { formatter: (share: number) => percent(share, 0), hideOverlap: true }, splitLine: { lineStyle: { color: colours.line } } }, yAxis: names(measured),
    series: [
      { type: 'bar', stack: 'interval', itemStyle: { color: 'transparent' }, silent: true, data: measured.map((source) => source.accuracy_lower) },
      {
        type: 'bar', stack: 'interval', barWidth: 12, silent: true, data: measured.map((source) => ({
          value: (source.accuracy_upper ?? 0) - (source.accuracy_lower ?? 0),
          itemStyle: { color: (source.accuracy_lower ?? 0) >= (threshold ?? 0) ? colours.good : colours.bad, opacity: .35, borderRadius: 3 },
        })),
        markLine: threshold === null ? undefined : { symbol: 'none', silent: true, lineStyle: { color: colours.text, type: 'dashed', width: 2 }, label: { formatter: gate, color: colours.text, position: 'start' }, data: [{ xAxis: threshold }] },
      },
      {
        type: 'scatter', symbolSize: 13, silent: true, label: { show: true, position: 'top', formatter: ({ value }: { value: unknown }) => percent(Number((value as number[])[0])), color: colours.text, backgroundColor: colours.ground, padding: [0, 3] },
        data: measured.map((source, row) => ({ value: [source.accuracy ?? 0, row], itemStyle: { color: (source.accuracy_lower ?? 0) >= (threshold ?? 0) ? colours.good : colours.bad } })),
      },
    ],
  }), [from, gate, measured, threshold]);
  if (measured.length === 0) return <p className="cw-quiet">{say('chart.noAccuracy')}</p>;
  const spoken = measured.map((source) => say('chart.accuracyOf', { source: source.name, point: percent(source.accuracy), low: percent(source.accuracy_lower), high: percent(source.accuracy_upper) })).join(' ');
  return <Chart option={option} height={heightOf(measured) + 30} label={`${say('chart.accuracy')}: ${spoken} ${gate}`} />;
}

const MOST = 5;
const palette = ['#3d7fb0', '#c9564d', '#b07a2e', '#7d9440', '#8a6bb8', '#7d8894'];

/** Shares of the delivered rows by the commonest reasons of all sources together; the rest is one more. */
function rejectSeries(sources: Source[], other: string): { name: string; data: number[] }[] {
  const all = new Map<string, { text: string; n: number }>();
  for (const reason of sources.flatMap((source) => source.rejected_by_code)) all.set(reason.code, { text: pick(reason), n: (all.get(reason.code)?.n ?? 0) + reason.count });
  const main = [...all].sort(([, a], [, b]) => b.n - a.n).slice(0, MOST);
  const shareOf = (source: Source, wanted: (code: string) => boolean) => source.rejected_by_code.filter((reason) => wanted(reason.code)).reduce((sum, reason) => sum + reason.count, 0) / (source.rows || 1);
  return [
    ...main.map(([code, { text }]) => ({ name: text, data: sources.map((source) => shareOf(source, (one) => one === code)) })),
    ...(all.size > MOST ? [{ name: other, data: sources.map((source) => shareOf(source, (one) => main.every(([code]) => code !== one))) }] : []),
  ];
}

/** Share of the delivered rows that were rejected, by reason; what each source mostly gets wrong. */
export function RejectChart({ sources }: { sources: Source[] }) {
  const say = useWords(words);
  const other = say('chart.other');
  const series = useMemo(() => rejectSeries(sources, other), [sources, other]);
  const option = useCallback((colours: ChartColours): EChartsCoreOption => ({
    color: palette, grid,
    xAxis: { type: 'value', axisLabel: { formatter: (share: number) => percent(share, 0), hideOverlap: true }, splitLine: { lineStyle: { color: colours.line } } }, yAxis: names(sources),
    tooltip: { trigger: 'axis', valueFormatter: (share: unknown) => percent(Number(share)) },
    series: series.map((one) => ({ ...one, type: 'bar', stack: 'rejected', barWidth: 16 })),
  }), [series, sources]);
  if (series.length === 0) return <p className="cw-quiet">{say('chart.noRejects')}</p>;
  const spoken = sources.map((source) => `${source.name} ${percent(source.rows ? source.rejected / source.rows : null)}`).join('、');
  return (
    <>
      <Chart option={option} height={heightOf(sources)} label={`${say('chart.rejects')}: ${spoken}`} />
      <ul className="cw-legend">{series.map((one, number) => <li key={one.name}><span className="cw-dot" style={{ background: palette[number] }} />{one.name}</li>)}</ul>
    </>
  );
}

/** What one accurate row cost at each source. */
export function CostChart({ sources }: { sources: Source[] }) {
  const say = useWords(words);
  const known = sources.filter((source) => source.cost_per_accurate_row !== null);
  const option = useCallback((colours: ChartColours): EChartsCoreOption => ({
    grid, xAxis: { type: 'value', axisLabel: { formatter: (amount: number) => `¥${count(amount, 2)}` }, splitLine: { lineStyle: { color: colours.line } } }, yAxis: names(known),
    series: [{ type: 'bar', barWidth: 16, silent: true, itemStyle: { color: colours.primary }, data: known.map((source) => Number(source.cost_per_accurate_row)), label: { show: true, position: 'right', color: colours.text, formatter: ({ dataIndex }: { dataIndex: number }) => money(known[dataIndex]?.cost_per_accurate_row) } }],
  }), [known]);
  if (known.length === 0) return <p className="cw-quiet">{say('chart.noCost')}</p>;
  return <Chart option={option} height={heightOf(known)} label={`${say('chart.cost')}: ${known.map((source) => `${source.name} ${money(source.cost_per_accurate_row)}`).join('、')}`} />;
}
