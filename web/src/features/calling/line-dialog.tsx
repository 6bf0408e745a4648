import { App, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type CallerNumber, type Line, type Trunk, useKeepLine } from './api';
import { words } from './words';

interface Fields { name: string; trunk: string; capacity: number; hourly: number | null; daily: number | null; enabled: boolean; numbers: string }

/** What a number already had (health, rest, note) stays with it; a new one begins as good. */
export function callerNumbers(written: string, known: CallerNumber[]): CallerNumber[] {
  const lines = [...new Set(written.split('\n').map((line) => line.trim()).filter(Boolean))];
  return lines.map((number) => known.find((one) => one.number === number) ?? { number, health: 'good', resting_until: null, note: '' });
}

export function LineDialog({ line, trunks, onClose }: { line: Line | null; trunks: Trunk[]; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const keep = useKeepLine();
  const go = ({ hourly, daily, numbers, ...rest }: Fields) => keep.mutate(
    { ...rest, hourly_budget: hourly, daily_budget: daily, caller_numbers: callerNumbers(numbers, line?.caller_numbers ?? []) },
    { onSuccess: () => { onClose(); void message.success(say('saved')); } },
  );
  const first: Fields = { name: line?.name ?? '', trunk: line?.trunk ?? trunks[0]?.name ?? '', capacity: line?.capacity ?? 10, hourly: line?.hourly_budget ?? null, daily: line?.daily_budget ?? null, enabled: line?.enabled ?? true, numbers: (line?.caller_numbers ?? []).map((one) => one.number).join('\n') };
  const needed = [{ required: true, message: say('need') }];
  return (
    <Modal open title={line ? say('line.edit', { name: line.name }) : say('line.add')} onCancel={onClose} okText={say('save')} cancelText={say('cancel')} confirmLoading={keep.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={go} data-testid="line-form">
        <div className="cw-form-grid">
          <Form.Item name="name" label={say('line.name')} rules={needed}><Input disabled={line !== null} maxLength={60} /></Form.Item>
          <Form.Item name="trunk" label={say('line.trunk')} rules={needed}><Select options={trunks.map((trunk) => ({ value: trunk.name, label: trunk.name }))} /></Form.Item>
          <Form.Item name="capacity" label={say('line.capacity')} rules={needed}><InputNumber min={1} max={5000} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="hourly" label={say('line.hourly')}><InputNumber min={0} placeholder={say('line.unlimited')} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="daily" label={say('line.daily')}><InputNumber min={0} placeholder={say('line.unlimited')} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="enabled" label={say('line.enabled')} valuePropName="checked"><Switch /></Form.Item>
        </div>
        <Form.Item name="numbers" label={say('line.numbers')} extra={say('line.numbers.hint')}><Input.TextArea rows={3} /></Form.Item>
        <ProblemAlert problem={keep.error} />
      </Form>
    </Modal>
  );
}
