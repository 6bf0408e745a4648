import { App, DatePicker, Form, Input, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { instant } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Lead, type TaskKind, useAddTask } from '../api';
import { words } from '../words';

interface Fields { kind: TaskKind; due: Dayjs; note?: string }

/** A follow-up or an agreed callback for a lead, at a time on the company's clock. */
export function TaskDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const add = useAddTask();
  const go = ({ kind, due, note = '' }: Fields) => add.mutate({ lead: lead.id, kind, note, due_at: instant(due.format('YYYY-MM-DD HH:mm')) }, {
    onSuccess: () => { onClose(); void message.success(say('task.added')); },
  });
  return (
    <Modal open title={say('task.addFor', { company: lead.company || lead.person })} onCancel={onClose} okText={say('task.save')} cancelText={say('no')} confirmLoading={add.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'callback' }} onFinish={go}>
        <Form.Item name="kind" label={say('task.kind')}><Radio.Group options={(['callback', 'follow_up'] as const).map((value) => ({ value, label: say(`kind.${value}`) }))} /></Form.Item>
        <Form.Item name="due" label={say('task.due')} rules={[{ required: true, message: say('task.needDue') }]}><DatePicker showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="note" label={say('task.note')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
        <ProblemAlert problem={add.error} />
      </Form>
    </Modal>
  );
}
