import { UploadOutlined } from '@ant-design/icons';
import { Button, Select, Space, Upload } from 'antd';
import { useState } from 'react';
import { pick, useWords } from '@/lib/words';
import { count } from '@/lib/figures';
import { type ImportOutcome, ImportReport } from '@/ui/import-report';
import { ProblemAlert } from '@/ui/problem-alert';
import { type BatchDetail, useProviders, useVerifyByStatus } from '../api';
import { words } from '../words';

/** The result file of a number-status service (空号检测): sampled rows whose numbers it names get a verdict. */
export function StatusImport({ batch }: { batch: BatchDetail }) {
  const say = useWords(words);
  const providers = useProviders();
  const [provider, setProvider] = useState('generic');
  const verify = useVerifyByStatus(batch.id);
  const unknown = Object.entries(verify.data?.unknown_words ?? {});
  return (
    <div className="cw-stack" data-testid="status-import">
      <Space wrap>
        <Select value={provider} onChange={setProvider} aria-label={say('status.provider')} style={{ minWidth: 200 }} options={(providers.data ?? []).map((one) => ({ value: one.id, label: pick(one) }))} />
        <Upload accept=".xlsx,.csv,.txt" showUploadList={false} beforeUpload={(file) => { verify.mutate({ file, provider }); return false; }}>
          <Button icon={<UploadOutlined aria-hidden />} loading={verify.isPending}>{say('status.upload')}</Button>
        </Upload>
      </Space>
      <p className="cw-quiet">{say('status.text')}</p>
      <ProblemAlert problem={verify.error} />
      {unknown.length > 0 && <p className="cw-bad" role="status">{say('status.unknown', { words: unknown.map(([word, n]) => `${word} (${count(n)})`).join('、') })}</p>}
      {verify.data && <ImportReport outcome={verify.data.report as unknown as ImportOutcome} />}
    </div>
  );
}
