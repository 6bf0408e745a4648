import { DatePicker, Table, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { count, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Survival, useMeaning, useStaying } from './growth-api';
import { words } from './growth-words';

/** How long people stay, counted rightly, with the usual division beside it so that nobody is misled by it. */
export function StayingTab() {
  const say = useWords(words);
  const { values, set } = useUrlState(['tab', 'since']);
  const query = useStaying(values.since);
  return (
    <Loaded query={query}>
      {(found) => (
        <div className="cw-page">
          <div className="cw-actions">
            <span className="cw-quiet">{say('staying.since')}</span>
            <DatePicker aria-label={say('staying.since')} value={dayjs(values.since || found.observed_from)} allowClear={false} onChange={(to) => { if (to) set({ since: to.format('YYYY-MM-DD') }); }} />
          </div>
          {found.items[0] && <Curve all={found.items[0]} />}
          <Cohorts items={found.items} />
        </div>
      )}
    </Loaded>
  );
}

function Curve({ all }: { all: Survival }) {
  const say = useWords(words);
  const meaning = useMeaning()('survival');
  const label = say('staying.chart');
  const axis = say('staying.axis');
  const option = useMemo(() => (colours: ChartColours) => {
    const line = (value: (point: Survival['points'][number]) => number) => [[0, 1], ...all.points.map((point) => [point.day, value(point)])];
    const bound = { type: 'line', step: 'end', showSymbol: false, lineStyle: { width: 1, type: 'dashed', color: colours.text } };
    return {
      grid: { left: 48, right: 16, top: 12, bottom: 40 }, tooltip: { trigger: 'axis', confine: true, valueFormatter: (share: unknown) => percent(Number(share)) },
      xAxis: { type: 'value', name: axis, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colours.text }, axisLabel: { color: colours.text }, splitLine: { show: false } },
      yAxis: { type: 'value', max: 1, axisLabel: { color: colours.text, formatter: (share: number) => percent(share, 0) }, splitLine: { lineStyle: { color: colours.line } } },
      series: [
        { type: 'line', step: 'end', name: label, showSymbol: false, lineStyle: { width: 2, color: colours.primary }, data: line((point) => point.share) },
        { ...bound, data: line((point) => point.low) }, { ...bound, data: line((point) => point.high) },
      ],
    };
  }, [all, axis, label]);
  return (
    <Section title={<>{label}{meaning && <DefinitionMark of={meaning} figure={label} />}</>} testid="staying-curve">
      {all.points.length === 0 ? <p>{say('staying.none')}</p> : <Chart option={option} label={label} height={240} />}
    </Section>
  );
}

function Cohorts({ items }: { items: Survival[] }) {
  const say = useWords(words);
  const meaning = useMeaning()('naive');
  const days = items[0]?.at.map((one) => one.days) ?? [];
  const columns: TableColumnsType<Survival> = [
    { title: say('staying.cohort'), width: 110, render: (_, one) => one.cohort === 'all' ? <strong>{say('staying.all')}</strong> : one.cohort },
    { title: say('staying.people'), align: 'right', width: 80, render: (_, one) => count(one.people) },
    { title: say('staying.left'), align: 'right', width: 80, render: (_, one) => count(one.left) },
    ...days.map((day, place) => ({
      title: <>{say('staying.at', { n: day })}{place === 0 && meaning && <DefinitionMark of={meaning} figure={say('staying.at', { n: day })} />}</>, align: 'right' as const,
      render: (_: unknown, one: Survival) => {
        const at = one.at[place];
        if (!at || at.share === null) return <span className="cw-quiet">{say('staying.few')}</span>;
        return <><span className="cw-number">{percent(at.share)}</span>{at.low !== null && <div className="cw-quiet cw-number">{percent(at.low, 0)} – {percent(at.high, 0)}</div>}<div className="cw-quiet">{say('staying.naive', { n: percent(at.naive) })}</div></>;
      },
    })),
  ];
  return <Section testid="cohorts"><Table<Survival> size="small" rowKey="cohort" dataSource={items} columns={columns} scroll={{ x: 900 }} aria-label={say('tab.staying')} pagination={{ pageSize: 20, hideOnSinglePage: true }} /></Section>;
}
