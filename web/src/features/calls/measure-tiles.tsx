import { Alert, Button } from 'antd';
import { clock, count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { type Measures, useMeasureDefinitions } from './api';
import type { Range, Spoken } from './said-api';
import { saidWords } from './said-words';
import { words } from './words';

/** The measures that need no transcript, each with its definition; long ones lead to their moment. */
export function MeasureTiles({ measures, spoken, onSeek }: { measures: Measures | null; spoken: Spoken | null; onSeek: (seconds: number) => void }) {
  const say = useWords(words);
  const usual = useUsual(spoken);
  const defined = useMeasureDefinitions().data ?? {};
  if (!measures) return <p>{say('measures.none')}</p>;
  if (measures.identical_channels) return <Alert type="warning" showIcon title={say('measures.identical')} />;
  const seconds = (n: number | null) => (n === null ? '—' : say('seconds', { n: count(n, 1) }));
  const times = (n: number | null) => (n === null ? '—' : say('times', { n }));
  const moment = (at: number | null) => at !== null && <Button type="link" size="small" className="cw-link" onClick={() => onSeek(at)}>{say('goTo', { at: clock(at) })}</Button>;
  return (
    <Figures>
      <FigureWithDefinition label={say('talkShare')} value={percent(measures.talk_share_agent, 0)} hint={usual('talk_share_agent', (n) => percent(n, 0))} definition={defined['talk_share_agent']} testid="measure-talk-share" />
      <FigureWithDefinition label={say('monologue')} value={seconds(measures.longest_monologue_seconds)} hint={<>{moment(measures.longest_monologue_start)} {usual('longest_monologue_seconds', (n) => count(n, 0))}</>} definition={defined['longest_monologue_seconds']} />
      <FigureWithDefinition label={say('interruptionsAgent')} value={times(measures.interruptions_by_agent)} hint={usual('interruptions_by_agent', (n) => count(n, 0))} definition={defined['interruptions_by_agent']} />
      <FigureWithDefinition label={say('interruptionsCustomer')} value={times(measures.interruptions_by_customer)} definition={defined['interruptions_by_customer']} />
      <FigureWithDefinition label={say('silence')} value={percent(measures.silence_share, 0)} hint={usual('silence_share', (n) => percent(n, 0))} definition={defined['silence_share']} />
      <FigureWithDefinition label={say('longestSilence')} value={seconds(measures.longest_silence_seconds)} hint={moment(measures.longest_silence_start)} definition={defined['longest_silence_seconds']} />
      <FigureWithDefinition label={say('patience')} value={seconds(measures.patience_seconds)} hint={usual('patience_seconds', (n) => count(n, 1))} definition={defined['patience_seconds']} />
      <FigureWithDefinition label={say('turns')} value={`${count(measures.turns_agent)} / ${count(measures.turns_customer)}`} definition={defined['turns_agent']} />
      {spoken?.transcript && <SpokenTiles spoken={spoken} />}
    </Figures>
  );
}

/** The measures that need words. */
function SpokenTiles({ spoken }: { spoken: Spoken }) {
  const say = useWords(saidWords);
  const usual = useUsual(spoken);
  const found = spoken.transcript?.measures;
  if (!found) return null;
  const both = (zh: 'rate.definition' | 'questions.definition' | 'script.definition') => ({ zh: saidWords.pairs[zh][0], en: saidWords.pairs[zh][1] });
  return (
    <>
      <FigureWithDefinition label={say('rate')} value={`${count(found.speech_rate_agent)} / ${count(found.speech_rate_customer)}`} hint={usual('speech_rate_agent', (n) => count(n, 0))} definition={both('rate.definition')} />
      <FigureWithDefinition label={say('questions')} value={count(found.questions_agent)} hint={usual('questions_agent', (n) => count(n, 0))} definition={both('questions.definition')} />
      {found.script_steps > 0 && <FigureWithDefinition label={say('script')} value={`${found.script_steps_said} / ${found.script_steps}`} definition={both('script.definition')} />}
    </>
  );
}

/** What is usual in the team, written beside a figure. */
function useUsual(spoken: Spoken | null) {
  const say = useWords(saidWords);
  return (measure: string, write: (value: number) => string) => {
    const range: Range | undefined = spoken?.ranges.find((one) => one.measure === measure);
    return range && <span title={say('range.text', { calls: range.calls })}>{say('range', { low: write(range.low), high: write(range.high) })}</span>;
  };
}
