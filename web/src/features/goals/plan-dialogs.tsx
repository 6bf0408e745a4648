import { Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { bilingual, pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { ProblemAlert } from '@/ui/problem-alert';
import { useIndicators, useSetIndicators, useSetMarketTarget } from './plan-api';
import { words } from './plan-words';

type Level = '' | 'junior' | 'intermediate' | 'senior';
type Market = 'mature' | 'competitive' | 'blank';
const levels: Level[] = ['', 'junior', 'intermediate', 'senior'];
const markets: Market[] = ['mature', 'competitive', 'blank'];

export function useIndicatorOptions() {
  const query = useIndicators();
  return (query.data ?? []).map((one) => ({ value: one.id, label: pick(bilingual(one.title)) }));
}

function useLevelOptions() {
  const say = useWords(words);
  const name = useWords(codes);
  return levels.map((value) => ({ value, label: value === '' ? say('level.every') : name.code('grade', value) }));
}

interface SetFields { post: string; level: Level; from: Dayjs; lines: { indicator: string; weight: number }[]; reason: string }

export function SetDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<SetFields>();
  const save = useSetIndicators();
  const levelOptions = useLevelOptions();
  const needed = [{ required: true, message: say('need') }];
  const go = ({ from, lines, ...fields }: SetFields) => save.mutate({ ...fields, effective_from: from.format('YYYY-MM'), lines: lines.map((line) => ({ indicator: line.indicator, weight: String(line.weight) })) }, { onSuccess: onClose });
  return (
    <Modal open title={say('sets.add')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={save.isPending}>
      <Form<SetFields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ level: '', from: dayjs(`${month}-01`), lines: [{ indicator: 'revenue', weight: 70 }, { indicator: 'new_customers', weight: 30 }] }}>
        <Form.Item name="post" label={say('post')} rules={needed}><Input maxLength={60} /></Form.Item>
        <Form.Item name="level" label={say('gradeLevel')}><Select options={levelOptions} /></Form.Item>
        <Form.Item name="from" label={say('from')}><DatePicker picker="month" allowClear={false} /></Form.Item>
        <IndicatorLines label={say('weights')} />
        <Form.Item name="reason" label={say('reason')} rules={needed}><Input maxLength={200} /></Form.Item>
        <ProblemAlert problem={save.error} />
      </Form>
    </Modal>
  );
}

/** Rows of indicator and weight, and of a target where one is asked for. */
export function IndicatorLines({ label, withTarget = false }: { label: string; withTarget?: boolean }) {
  const say = useWords(words);
  const options = useIndicatorOptions();
  return (
    <Form.Item label={label}>
      <Form.List name="lines">
        {(fields, { add, remove }) => (
          <div className="cw-stack">
            {fields.map((field) => (
              <div className="cw-actions" key={field.key}>
                <Form.Item name={[field.name, 'indicator']} noStyle rules={[{ required: true, message: say('need') }]}><Select options={options} style={{ width: 170 }} aria-label={say('indicator')} /></Form.Item>
                <Form.Item name={[field.name, 'weight']} noStyle rules={[{ required: true, message: say('need') }]}><InputNumber min={1} max={100} aria-label={say('weight')} suffix="%" style={{ width: 96 }} /></Form.Item>
                {withTarget && <Form.Item name={[field.name, 'target']} noStyle rules={[{ required: true, message: say('need') }]}><Input inputMode="decimal" aria-label={say('target')} placeholder={say('target')} style={{ width: 120 }} /></Form.Item>}
                <Button size="small" onClick={() => remove(field.name)}>{say('remove')}</Button>
              </div>
            ))}
            <div><Button size="small" onClick={() => add()}>{say('add')}</Button></div>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}

interface MarketFields { post: string; level: Level; market_type: Market; indicator: string; from: Dayjs; target: string; reason: string }

export function MarketDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const say = useWords(words);
  const name = useWords(codes);
  const [form] = Form.useForm<MarketFields>();
  const save = useSetMarketTarget();
  const levelOptions = useLevelOptions();
  const options = useIndicatorOptions();
  const needed = [{ required: true, message: say('need') }];
  const go = ({ from, ...fields }: MarketFields) => save.mutate({ ...fields, effective_from: from.format('YYYY-MM') }, { onSuccess: onClose });
  return (
    <Modal open title={say('markets.add')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={save.isPending}>
      <Form<MarketFields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ level: '', market_type: 'mature', indicator: 'revenue', from: dayjs(`${month}-01`) }}>
        <Form.Item name="post" label={say('post')} rules={needed}><Input maxLength={60} /></Form.Item>
        <Form.Item name="level" label={say('gradeLevel')}><Select options={levelOptions} /></Form.Item>
        <Form.Item name="market_type" label={say('market')}><Select options={markets.map((value) => ({ value, label: name.code('market', value) }))} /></Form.Item>
        <Form.Item name="indicator" label={say('indicator')}><Select options={options} /></Form.Item>
        <Form.Item name="target" label={say('target')} rules={needed}><Input inputMode="decimal" /></Form.Item>
        <Form.Item name="from" label={say('from')}><DatePicker picker="month" allowClear={false} /></Form.Item>
        <Form.Item name="reason" label={say('reason')} rules={needed}><Input maxLength={200} /></Form.Item>
        <ProblemAlert problem={save.error} />
      </Form>
    </Modal>
  );
}
