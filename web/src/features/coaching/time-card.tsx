import { useMemo } from 'react';
import { count, duration, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Chart, type ChartColours } from '@/ui/chart';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import type { MyNumbers } from './api';
import { words } from './words';

/** Utilisation and the minutes that were not talk, by cause; nothing is left over because "unexplained" is a cause. */
export function TimeCard({ numbers }: { numbers: MyNumbers }) {
  const say = useWords(words);
  const { time: times, yesterday_time: before } = numbers;
  if (!times || times.work_seconds === 0) return <p>{say('lost.none')}</p>;
  const share = times.utilisation;
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('utilisation')} value={percent(share)} definition="utilisation" tone={(share ?? 0) >= Number(numbers.utilisation_goal) ? 'good' : 'plain'} hint={<UtilisationHints numbers={numbers} />} testid="utilisation" />
        <FigureWithDefinition label={say('talk')} value={duration(times.talk_seconds)} definition="talk" hint={before && say('before', { n: duration(before.talk_seconds) })} />
        <FigureWithDefinition label={say('work')} value={duration(times.work_seconds)} definition="work" hint={before && say('before', { n: duration(before.work_seconds) })} />
      </Figures>
      <LostMinutes lost={times.lost_seconds} />
    </div>
  );
}

function UtilisationHints({ numbers }: { numbers: MyNumbers }) {
  const say = useWords(words);
  const before = numbers.yesterday_time?.utilisation;
  return (
    <>
      <div>{say('good', { n: percent(numbers.utilisation_goal, 0) })}</div>
      {before != null && <div>{say('before', { n: percent(before) })}</div>}
      {numbers.utilisation_benchmark !== null && <div>{say('benchmark', { n: percent(numbers.utilisation_benchmark) })}</div>}
    </>
  );
}

const palette = ['#1b5e8c', '#5f93b8', '#9cc0d9', '#2f7d4f', '#7fb894', '#8a5300', '#c08a3e', '#b3261e', '#d98a84', '#6b5b95', '#a99cc7', '#7a8490'];

function LostMinutes({ lost }: { lost: Record<string, number> }) {
  const say = useWords(words);
  const name = useWords(codes);
  const language = say('lost');
  const parts = useMemo(() => Object.entries(lost).filter(([, seconds]) => seconds > 0).sort((a, b) => b[1] - a[1]), [lost]);
  const option = useMemo(() => (colours: ChartColours) => ({
    grid: { left: 0, right: 0, top: 8, bottom: 0 },
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: { type: 'category', data: [language], show: false },
    series: parts.map(([cause, seconds], place) => ({
      type: 'bar', stack: 'lost', name: name.code('cause', cause), data: [Math.round(seconds / 60)], barWidth: 36,
      itemStyle: { color: palette[place % palette.length], borderColor: colours.ground, borderWidth: 1 },
    })),
  }), [parts, language, name]);
  return (
    <div data-testid="lost-minutes">
      <h3 className="cw-small-head">{say('lost')} <DefinitionMark of="lost" figure={say('lost')} /></h3>
      <Chart option={option} label={say('lost.chart')} height={52} />
      <ul className="cw-legend">
        {parts.map(([cause, seconds], place) => (
          <li key={cause}><span className="cw-dot" style={{ background: palette[place % palette.length] }} aria-hidden />{name.code('cause', cause)} <b className="cw-number">{say('minutes', { n: seconds < 30 ? '<1' : count(seconds / 60) })}</b></li>
        ))}
      </ul>
    </div>
  );
}
