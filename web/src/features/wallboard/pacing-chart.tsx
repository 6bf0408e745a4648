import { useMemo } from 'react';
import { timeOfDay } from '@/lib/dates';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import type { BoardCampaign } from './api';
import { words } from './words';

type Series = NonNullable<BoardCampaign['pacing']>['series'];

/** What was dialed against who was expected to be free; below, abandonment against its budget. */
export function PacingChart({ campaign, series }: { campaign: BoardCampaign; series: Series }) {
  const say = useWords(words);
  const names = { dialing: say('pacing.dialing'), free: say('pacing.free'), share: say('pacing.share'), budget: say('abandoned.budget', { budget: percent(campaign.abandoned.budget, 1) }) };
  const budget = Number(campaign.abandoned.budget);
  const key = Object.values(names).join('|');
  const option = useMemo(() => (colours: ChartColours) => {
    const times = series.map((one) => timeOfDay(one.at).slice(0, 5));
    const text = { color: colours.text };
    const line = { lineStyle: { color: colours.line } };
    return {
      grid: [{ left: 40, right: 20, top: 30, height: 110 }, { left: 40, right: 20, top: 168, height: 50 }],
      legend: { top: 0, left: 0, textStyle: text, icon: 'rect', itemWidth: 14, itemHeight: 3 },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: [{ type: 'category', data: times, gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } }, { type: 'category', data: times, gridIndex: 1, axisLabel: { ...text, interval: 9 }, axisTick: { show: false } }],
      yAxis: [{ type: 'value', gridIndex: 0, axisLabel: text, splitLine: line, splitNumber: 3, minInterval: 1 }, { type: 'value', gridIndex: 1, min: 0, max: Math.max(budget * 1.5, ...series.map((one) => one.abandoned_share ?? 0)), splitNumber: 1, axisLabel: { ...text, formatter: (share: number) => percent(share, 0) }, splitLine: line }],
      series: [
        { type: 'line', step: 'end', name: names.dialing, data: series.map((one) => one.dialing), showSymbol: false, lineStyle: { width: 2, color: colours.primary }, itemStyle: { color: colours.primary } },
        { type: 'line', name: names.free, data: series.map((one) => Number(one.predicted_free.toFixed(2))), showSymbol: false, lineStyle: { width: 2, color: colours.good, type: 'dashed' }, itemStyle: { color: colours.good } },
        {
          type: 'line', name: names.share, xAxisIndex: 1, yAxisIndex: 1, data: series.map((one) => one.abandoned_share), showSymbol: false, lineStyle: { width: 2, color: colours.warning }, itemStyle: { color: colours.warning },
          tooltip: { valueFormatter: (share: unknown) => percent(Number(share), 2) },
          markLine: { symbol: 'none', silent: true, data: [{ yAxis: budget }], lineStyle: { color: colours.bad, type: 'dashed', width: 1 }, label: { formatter: names.budget, color: colours.text, position: 'insideEndTop' } },
        },
      ],
    };
    // The names are in the key, so that a change of language draws it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [series, budget, key]);
  if (series.length < 2) return null;
  return <Chart option={option} height={240} label={say('pacing.chart', { name: campaign.name })} />;
}
