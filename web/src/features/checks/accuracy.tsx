import { Table, Tag } from 'antd';
import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Accuracy, type Drift, type Speech, useAccuracy, useDrift, useSpeech } from './api';
import { OutsideJudge } from './outside';
import { words } from './words';

/** How right the checks are, how often people overrule them, and what speech recognition there is. */
export function AccuracyTab() {
  const say = useWords(words);
  const may = useMay();
  const writer = may('insights.write');
  const speech = useSpeech();
  const drift = useDrift(writer);
  return (
    <>
      <Section title={say('accuracy.title')} testid="accuracy"><Loaded query={useAccuracy()} rows={3}>{(found) => <Families found={found} />}</Loaded></Section>
      <Section title={say('speech')}><Loaded query={speech} rows={1}>{(found) => <Recogniser speech={found} />}</Loaded></Section>
      {writer && <Section title={say('drift')}><Loaded query={drift} rows={2}>{(found) => <Overruled drift={found} />}</Loaded></Section>}
      {may('insights.outside') && <OutsideJudge />}
    </>
  );
}

interface Line { key: string; family: string; source: string; sentences: number; wrong: number; precision: number | null; recall: number | null; f1: number | null; meets: boolean }

/** The figures on the text and, beside them, those on what recognisers heard. */
function Families({ found }: { found: Accuracy[] }) {
  const say = useWords(words);
  const meaning = (key: 'precision.definition' | 'recall.definition') => ({ zh: words.pairs[key][0], en: words.pairs[key][1] });
  const lines: Line[] = found.flatMap((one) => [
    { ...one, key: one.family, source: say('accuracy.written') },
    ...one.heard.map((heard) => ({ ...heard, key: `${one.family} ${heard.model}`, family: one.family, source: say('accuracy.heard', { model: heard.model }) })),
  ]);
  const heard = found[0]?.heard ?? [];
  return (
    <>
      <p className="cw-quiet">{say('accuracy.text')}</p>
      <Table<Line>
        size="small" rowKey="key" dataSource={lines} pagination={false} scroll={{ x: 680 }}
        columns={[
          { title: say('rule.family'), render: (_, one) => say.code('family', one.family) },
          { title: say('accuracy.source'), render: (_, one) => one.source },
          { title: say('accuracy.sentences'), align: 'right', render: (_, one) => <span className="cw-number">{count(one.sentences)} ({count(one.wrong)})</span> },
          { title: <>{say('precision')}<DefinitionMark of={meaning('precision.definition')} figure={say('precision')} /></>, align: 'right', render: (_, one) => <span className="cw-number">{percent(one.precision, 0)}</span> },
          { title: <>{say('recall')}<DefinitionMark of={meaning('recall.definition')} figure={say('recall')} /></>, align: 'right', render: (_, one) => <span className="cw-number">{percent(one.recall, 0)}</span> },
          { title: say('f1'), align: 'right', render: (_, one) => <span className="cw-number">{percent(one.f1, 0)}</span> },
          { title: '', render: (_, one) => <Tag color={one.meets ? 'success' : 'warning'}>{say(one.meets ? 'meets' : 'below')}</Tag> },
        ]}
      />
      {heard.map((one) => <p key={one.model} className="cw-quiet">{say('accuracy.heard.text', { model: one.model, engine: one.engine, day: one.made_on, voice: one.voice, line: one.line, errors: percent(one.error_rate, 1) })}</p>)}
      {heard.length === 0 && <p className="cw-quiet">{say('accuracy.heard.none')}</p>}
    </>
  );
}

function Recogniser({ speech }: { speech: Speech }) {
  const say = useWords(words);
  return (
    <>
      <p>{speech.engine ? say('speech.on', { engine: speech.engine, model: speech.model ?? '' }) : say('speech.off', { missing: speech.missing ?? '' })}</p>
      <p className="cw-quiet">{say('speech.progress', { measured: speech.measured, written: speech.written, judged: speech.judged, problems: speech.problems })}</p>
    </>
  );
}

function Overruled({ drift }: { drift: Drift[] }) {
  const say = useWords(words);
  if (drift.length === 0) return <p className="cw-quiet">{say('drift.none')}</p>;
  return <ul className="cw-plain-list">{drift.map((one) => <li key={one.check}>{pick(one.title)}: {say('drift.row', { looked: one.looked_at, wrong: one.overruled })} {one.warns && <Tag color="error">{say('drift.warns')}</Tag>}</li>)}</ul>;
}
