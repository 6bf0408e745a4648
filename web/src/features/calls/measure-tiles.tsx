import { Alert, Button } from 'antd';
import { clock, count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { type Measures, useMeasureDefinitions } from './api';
import { words } from './words';

/** The measures that need no transcript, each with its definition; long ones lead to their moment. */
export function MeasureTiles({ measures, onSeek }: { measures: Measures | null; onSeek: (seconds: number) => void }) {
  const say = useWords(words);
  const defined = useMeasureDefinitions().data ?? {};
  if (!measures) return <p>{say('measures.none')}</p>;
  if (measures.identical_channels) return <Alert type="warning" showIcon title={say('measures.identical')} />;
  const seconds = (n: number | null) => (n === null ? '—' : say('seconds', { n: count(n, 1) }));
  const times = (n: number | null) => (n === null ? '—' : say('times', { n }));
  const moment = (at: number | null) => at !== null && <Button type="link" size="small" className="cw-link" onClick={() => onSeek(at)}>{say('goTo', { at: clock(at) })}</Button>;
  return (
    <Figures>
      <FigureWithDefinition label={say('talkShare')} value={percent(measures.talk_share_agent, 0)} definition={defined['talk_share_agent']} testid="measure-talk-share" />
      <FigureWithDefinition label={say('monologue')} value={seconds(measures.longest_monologue_seconds)} hint={moment(measures.longest_monologue_start)} definition={defined['longest_monologue_seconds']} />
      <FigureWithDefinition label={say('interruptionsAgent')} value={times(measures.interruptions_by_agent)} definition={defined['interruptions_by_agent']} />
      <FigureWithDefinition label={say('interruptionsCustomer')} value={times(measures.interruptions_by_customer)} definition={defined['interruptions_by_customer']} />
      <FigureWithDefinition label={say('silence')} value={percent(measures.silence_share, 0)} definition={defined['silence_share']} />
      <FigureWithDefinition label={say('longestSilence')} value={seconds(measures.longest_silence_seconds)} hint={moment(measures.longest_silence_start)} definition={defined['longest_silence_seconds']} />
      <FigureWithDefinition label={say('patience')} value={seconds(measures.patience_seconds)} definition={defined['patience_seconds']} />
      <FigureWithDefinition label={say('turns')} value={`${count(measures.turns_agent)} / ${count(measures.turns_customer)}`} definition={defined['turns_agent']} />
    </Figures>
  );
}
