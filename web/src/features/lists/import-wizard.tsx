import { InboxOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Form, Input, Steps, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { sendList, useSources } from './api';
import { words } from './words';

interface Basics { source: string; campaign?: string }

/** File and source first; cleaning and its report are shown on the batch's own page, which survives a reload. */
export default function ImportWizard() {
  const say = useWords(words);
  return (
    <Only permission="lists.write">
      <Page title={say('wizard.title')} lead={say('wizard.accept')}>
        <Steps size="small" current={0} items={(['wizard.upload', 'wizard.clean', 'wizard.report'] as const).map((key) => ({ title: say(key) }))} />
        <Section><UploadForm /></Section>
      </Page>
    </Only>
  );
}

function UploadForm() {
  const say = useWords(words);
  const go = useNavigate();
  const sources = useSources();
  const [files, setFiles] = useState<File[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const start = async ({ source, campaign }: Basics) => {
    setBusy(true);
    setProblem(null);
    try {
      const sent = await sendList(files, source, campaign ?? '');
      const extra = sent.already_imported ? '?already=1' : sent.job_id ? `?job=${sent.job_id}` : '';
      await go(`/lists/${sent.batch_id}${extra}`);
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Basics> layout="vertical" onFinish={(basics) => void start(basics)} disabled={busy} requiredMark={false}>
      <Form.Item required>
        <Upload.Dragger
          multiple accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.jsonl,.ndjson" data-testid="list-file"
          fileList={files.map((file, place) => ({ uid: `${place}`, name: file.name, size: file.size }))}
          beforeUpload={(_, all) => { setFiles([...all]); return false; }} onRemove={(gone) => setFiles(files.filter((_, place) => `${place}` !== gone.uid))}
        >
          <p><InboxOutlined className="cw-drop-icon" aria-hidden /></p>
          <p>{say('wizard.needFile')}</p>
        </Upload.Dragger>
      </Form.Item>
      <Form.Item name="source" label={say('source')} extra={say('wizard.sourceHint')} rules={[{ required: true, whitespace: true, message: say('wizard.needSource') }]}>
        <AutoComplete options={(sources.data?.items ?? []).map((source) => ({ value: source.name }))} />
      </Form.Item>
      <Form.Item name="campaign" label={say('campaign')} extra={say('wizard.campaignHint')}><Input /></Form.Item>
      <div className="cw-stack">
        <ProblemAlert problem={problem} />
        <Button type="primary" htmlType="submit" loading={busy} disabled={files.length === 0} data-testid="list-start">{say('wizard.start')}</Button>
      </div>
    </Form>
  );
}
