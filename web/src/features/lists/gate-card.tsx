import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, InputNumber, Space, Upload } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { count, percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonDialog } from '@/ui/reason-dialog';
import { type BatchDetail, useDrawSample, useRelease, useVerify } from './api';
import { GateTag } from './gate-tag';
import { words } from './words';

/** The gate of 85 %: what was verified, what it proves, what is still needed, and the release. */
export function GateCard({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  return (
    <Section title={say('gateCard')} extra={<GateTag batch={batch} />} testid="gate">
      <div className="cw-stack">
        <p className="cw-quiet">{say('gateCard.how')}</p>
        <Evidence batch={batch} />
        {may('lists.write') && <SampleActs batch={batch} />}
        {may('lists.release') && <ReleaseActs batch={batch} />}
      </div>
    </Section>
  );
}

function Evidence({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const seen = batch.accuracy;
  if (!seen) return <p data-testid="no-sample">{say('sample.none')}</p>;
  return (
    <>
      <Figures>
        <FigureWithDefinition label={say('accuracy')} value={percent(seen.point)} definition="accuracy" testid="accuracy" />
        <FigureWithDefinition label={say('lower')} value={percent(seen.lower)} definition="wilson" tone={(seen.lower ?? 0) >= seen.threshold ? 'good' : 'bad'} testid="accuracy-lower" />
        <FigureWithDefinition label={say('needed')} value={count(seen.needed)} definition="needed" testid="sample-needed" />
      </Figures>
      <p className="cw-quiet">{say('sample.drawn', { n: count(seen.sampled), verified: count(seen.verified), good: count(seen.good) })}</p>
    </>
  );
}

function SampleActs({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const [size, setSize] = useState(200);
  const draw = useDrawSample(batch.id);
  const verify = useVerify(batch.id);
  return (
    <>
      <Space wrap>
        <label>{say('sample.size')} <InputNumber min={1} max={Math.max(1, batch.accepted)} value={size} onChange={(n) => setSize(n ?? 200)} /></label>
        <Button onClick={() => draw.mutate(size)} loading={draw.isPending}>{say('sample.draw')}</Button>
        {batch.accuracy && <Button icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/sample?format=xlsx`}>{say('sample.download')}</Button>}
        {batch.accuracy && (
          <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => { verify.mutate(file); return false; }}>
            <Button icon={<UploadOutlined aria-hidden />} loading={verify.isPending} data-testid="verify-upload">{say('verify.upload')}</Button>
          </Upload>
        )}
      </Space>
      {batch.accuracy && <p className="cw-quiet">{say('verify.text')}</p>}
      <ProblemAlert problem={draw.error ?? verify.error} />
    </>
  );
}

function ReleaseActs({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const may = useMay();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const release = useRelease(batch.id);
  if (batch.released_at) return <p>{batch.override_reason ? `${say('override.reason')}: ${batch.override_reason}` : say('release.done')}</p>;
  const go = (reason: string | null) => release.mutate(reason, { onSuccess: () => { setAsking(false); void message.success(say('release.done')); } });
  const passed = batch.gate === 'passed';
  return (
    <>
      <Space wrap>
        <Button type="primary" disabled={!passed} loading={release.isPending} onClick={() => go(null)} data-testid="release">{say('release')}</Button>
        {!passed && may('lists.override') && <Button danger onClick={() => setAsking(true)} data-testid="override">{say('override')}</Button>}
      </Space>
      {!passed && <p className="cw-quiet">{say('release.not')}</p>}
      {!asking && <ProblemAlert problem={release.error} />}
      <ReasonDialog open={asking} title={say('override.title')} text={say('override.text')} busy={release.isPending} problem={release.error} onCancel={() => setAsking(false)} onReason={go} />
    </>
  );
}
