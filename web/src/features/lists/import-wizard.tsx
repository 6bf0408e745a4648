import { InboxOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Collapse, Form, Input, Select, Steps, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { useClear } from '@/ui/use-clear';
import { sendList, useCampaigns, useSources } from './api';
import { words } from './words';

const fields = ['company', 'person', 'phones', 'address', 'industry', 'remark', 'province', 'city'] as const;
interface Basics { source: string; campaign?: string; price?: string; columns?: Partial<Record<typeof fields[number], string[]>> }

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

/** `{field: column}` as the server reads it; numbers may stand in several columns. */
function mappingOf(columns: Basics['columns']): string {
  const chosen = Object.entries(columns ?? {}).filter(([, names]) => names && names.length > 0);
  return chosen.length === 0 ? '' : JSON.stringify(Object.fromEntries(chosen.map(([field, names]) => [field, field === 'phones' ? names : names[0]])));
}

function UploadForm() {
  const say = useWords(words);
  const go = useNavigate();
  const [files, setFiles] = useState<File[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const start = async ({ columns, ...basics }: Basics) => {
    setBusy(true);
    setProblem(null);
    try {
      const sent = await sendList(files, { ...basics, mapping: mappingOf(columns) });
      await go(`/lists/${sent.batch_id}${sent.already_imported ? '?already=1' : sent.job_id ? `?job=${sent.job_id}` : ''}`);
    } catch (thrown) {
      setProblem(thrown);
      setBusy(false);
    }
  };
  return (
    <Form<Basics> layout="vertical" onFinish={(basics) => void start(basics)} disabled={busy} requiredMark={false}>
      <Form.Item>
        <Upload.Dragger
          multiple accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.jsonl,.ndjson" data-testid="list-file"
          fileList={files.map((file, place) => ({ uid: `${place}`, name: file.name, size: file.size }))}
          beforeUpload={(_, all) => { setFiles([...all]); return false; }} onRemove={(gone) => setFiles(files.filter((_, place) => `${place}` !== gone.uid))}
        >
          <p><InboxOutlined className="cw-drop-icon" aria-hidden /></p>
          <p>{say('wizard.drop')}</p>
        </Upload.Dragger>
      </Form.Item>
      <BasicFields />
      <div className="cw-stack">
        <ProblemAlert problem={problem} />
        <div><Button type="primary" htmlType="submit" loading={busy} disabled={files.length === 0} data-testid="list-start">{say('wizard.start')}</Button></div>
      </div>
    </Form>
  );
}

function BasicFields() {
  const say = useWords(words);
  const clear = useClear();
  const sources = useSources();
  const campaigns = useCampaigns();
  return (
    <>
      <Form.Item name="source" label={say('source')} extra={say('wizard.sourceHint')} rules={[{ required: true, whitespace: true, message: say('wizard.needSource') }]}>
        <AutoComplete options={(sources.data ?? []).map((source) => ({ value: source.name }))} />
      </Form.Item>
      <Form.Item name="campaign" label={say('campaign')} extra={say('wizard.campaignHint')}>
        <Select allowClear={clear} options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))} />
      </Form.Item>
      <Form.Item name="price" label={say('price')} extra={say('wizard.priceHint')}><Input inputMode="decimal" /></Form.Item>
      <Collapse
        ghost size="small" className="cw-optional"
        items={[{
          key: 'columns', label: say('wizard.columns'), forceRender: true,
          children: (
            <>
              <p className="cw-quiet">{say('wizard.columnsLead')}</p>
              <div className="cw-form-grid">
                {fields.map((field) => (
                  <Form.Item key={field} name={['columns', field]} label={say(`field.${field}`)}>
                    <Select mode="tags" open={false} suffixIcon={null} {...(field === 'phones' ? {} : { maxCount: 1 })} placeholder={say('wizard.guess')} />
                  </Form.Item>
                ))}
              </div>
            </>
          ),
        }]}
      />
    </>
  );
}
