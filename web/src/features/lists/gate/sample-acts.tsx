import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, InputNumber, Space, Upload } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { type ImportOutcome, ImportReport } from '@/ui/import-report';
import { ProblemAlert } from '@/ui/problem-alert';
import { type BatchDetail, useDrawSample, useVerify } from '../api';
import { words } from '../words';

/** Draw a sample, take the worklist away, bring the verified worklist back. */
export function SampleActs({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const gate = batch.gate_view;
  const [size, setSize] = useState(Math.min(gate.needed ?? 200, Math.max(1, gate.population)));
  const draw = useDrawSample(batch.id);
  const verify = useVerify(batch.id);
  const drawn = gate.sample_size > 0;
  return (
    <>
      <Space wrap>
        <label>{say('sample.size')} <InputNumber controls={false} min={1} max={Math.max(1, gate.population)} value={size} onChange={(n) => setSize(n ?? size)} data-testid="sample-size" /></label>
        <Button onClick={() => draw.mutate(size)} loading={draw.isPending} disabled={gate.population === 0} data-testid="draw-sample">{say('sample.draw')}</Button>
      </Space>
      {drawn && (
        <Space wrap>
          <Button icon={<DownloadOutlined aria-hidden />} href={`/api/lists/${batch.id}/worklist.xlsx`} data-testid="worklist">{say('sample.download')}</Button>
          <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => { verify.mutate(file); return false; }}>
            <Button icon={<UploadOutlined aria-hidden />} loading={verify.isPending} data-testid="verify-upload">{say('verify.upload')}</Button>
          </Upload>
        </Space>
      )}
      {drawn && <p className="cw-quiet">{say('verify.text')}</p>}
      <ProblemAlert problem={draw.error ?? verify.error} />
      {verify.data && <ImportReport outcome={verify.data.report as unknown as ImportOutcome} />}
    </>
  );
}
