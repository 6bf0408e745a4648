import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Section } from '@/ui/page';
import type { BatchDetail, Gate } from '../api';
import { GateTag } from '../gate-tag';
import { words } from '../words';
import { Interval } from './interval';
import { MeasureSetting } from './measure-setting';
import { ReleaseActs } from './release-acts';
import { SampleActs } from './sample-acts';
import { SamplePlan } from './sample-plan';
import { StatusImport } from './status-import';
import { Verdicts } from './verdicts';

/** The gate: plan a sample, draw and verify it, see what it proves, release. */
export function GatePage({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const gate = batch.gate_view;
  return (
    <>
      <Section title={say('gateCard')} extra={<GateTag batch={batch} />} testid="gate">
        <div className="cw-stack">
          <p className="cw-quiet">{say('gateCard.how', { figure: say.code('measure', gate.measure), threshold: percent(gate.threshold, 0) })}</p>
          <Evidence gate={gate} />
          <Interval gate={gate} />
          {may('lists.release') && <ReleaseActs batch={batch} />}
          <MeasureSetting />
        </div>
      </Section>
      <div className="cw-columns">
        <Section title={say('sample')} testid="sample">
          <div className="cw-stack">
            <SampleState gate={gate} />
            {may('lists.write') && <SampleActs batch={batch} />}
            {may('lists.write') && gate.sample_size > 0 && <StatusImport batch={batch} />}
            <Verdicts gate={gate} />
          </div>
        </Section>
        <Section title={say('plan')} testid="sample-plan"><SamplePlan batch={batch} /></Section>
      </div>
    </>
  );
}

function Evidence({ gate }: { gate: Gate }) {
  const say = useWords(words);
  const good = gate.lower !== null && gate.lower >= gate.threshold;
  return (
    <Figures>
      <FigureWithDefinition label={say('accuracy')} value={percent(gate.point)} definition="accuracy" testid="accuracy" />
      <FigureWithDefinition label={say('lower')} value={percent(gate.lower)} definition="wilson" tone={gate.lower === null ? 'plain' : good ? 'good' : 'bad'} testid="accuracy-lower" />
      <FigureWithDefinition label={say('aged')} value={percent(gate.aged)} definition="aged" hint={gate.reclean_on && (gate.aged ?? 0) >= gate.threshold ? say('reclean', { day: gate.reclean_on }) : undefined} testid="accuracy-aged" />
      <FigureWithDefinition label={say('needed')} value={count(gate.needed)} definition="needed" hint={say('needed.if', { expected: percent(gate.expected, 0) })} testid="sample-needed" />
    </Figures>
  );
}

function SampleState({ gate }: { gate: Gate }) {
  const say = useWords(words);
  return (
    <p data-testid="sample-state">
      {gate.sample_size === 0 ? say('sample.none') : say('sample.drawn', { n: count(gate.sample_size), verified: count(gate.verified), good: count(gate.good) })}
      {gate.least_good !== null && gate.sample_size > 0 && ` ${say('sample.least', { n: count(gate.least_good) })}`}
    </p>
  );
}
