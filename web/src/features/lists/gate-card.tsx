import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Section } from '@/ui/page';
import type { BatchDetail, Gate } from './api';
import { GateTag } from './gate-tag';
import { ReleaseActs } from './release-acts';
import { SampleActs } from './sample-acts';
import { words } from './words';

/** The gate: what was verified, what it proves, what is still needed, and the release. */
export function GateCard({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const gate = batch.gate_view;
  return (
    <Section title={say('gateCard')} extra={<GateTag batch={batch} />} testid="gate">
      <div className="cw-stack">
        <p className="cw-quiet">{say('gateCard.how', { threshold: percent(gate.threshold, 0) })}</p>
        <Evidence gate={gate} />
        {may('lists.write') && <SampleActs batch={batch} />}
        {may('lists.release') && <ReleaseActs batch={batch} />}
      </div>
    </Section>
  );
}

function Evidence({ gate }: { gate: Gate }) {
  const say = useWords(words);
  const good = gate.lower !== null && gate.lower >= gate.threshold;
  return (
    <>
      <Figures>
        <FigureWithDefinition label={say('accuracy')} value={percent(gate.point)} definition="accuracy" testid="accuracy" />
        <FigureWithDefinition label={say('lower')} value={percent(gate.lower)} definition="wilson" tone={gate.lower === null ? 'plain' : good ? 'good' : 'bad'} testid="accuracy-lower" />
        <FigureWithDefinition label={say('needed')} value={count(gate.needed)} definition="needed" hint={say('needed.if', { expected: percent(gate.expected, 0) })} testid="sample-needed" />
      </Figures>
      <p className="cw-quiet" data-testid="sample-state">
        {gate.sample_size === 0 ? say('sample.none') : say('sample.drawn', { n: count(gate.sample_size), verified: count(gate.verified), good: count(gate.good) })}
        {good && gate.reclean_on && ` ${say('reclean', { day: gate.reclean_on })}`}
      </p>
    </>
  );
}
