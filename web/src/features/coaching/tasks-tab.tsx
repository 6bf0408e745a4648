import { App, Button, DatePicker, Form, Input, Modal, Select, type TableColumnsType } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { usePeopleInScope } from '@/client/people';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Task, useAddTask, useCloseTask, useMeaning, useTasks } from './growth-api';
import { words } from './growth-words';

const measures = ['interruptions_by_agent', 'talk_share_agent', 'longest_monologue_seconds', 'patience_seconds', 'silence_share', 'quality_score'] as const;
const tones: Record<string, Tone> = { changed: 'good', worse: 'bad', not_shown: 'quiet', too_few: 'waiting' };

export function TasksTab({ may }: { may: boolean }) {
  const say = useWords(words);
  const [adding, setAdding] = useState(false);
  return (
    <Section extra={may && <Button type="primary" onClick={() => setAdding(true)} data-testid="add-task">{say('task.add')}</Button>} testid="tasks">
      <TaskTable person="" may={may} own={false} />
      {adding && <TaskDialog onClose={() => setAdding(false)} />}
    </Section>
  );
}

export function TaskTable({ person, may, own }: { person: string; may: boolean; own: boolean }) {
  const say = useWords(words);
  const meaning = useMeaning()('proof');
  const [at, setAt] = useState({ page: 1, size: 20 });
  const query = useTasks(person, at);
  const close = useCloseTask();
  const columns: TableColumnsType<Task> = [
    ...(own ? [] : [{ title: say('person'), dataIndex: 'person', width: 100 }]),
    { title: say('task.text'), render: (_, task) => <>{task.text}<div className="cw-quiet">{task.made_by}</div></> },
    { title: say('task.measure'), width: 130, render: (_, task) => say.code('measure', task.measure) },
    { title: say('task.due'), width: 110, render: (_, task) => <span className="cw-number">{task.due_on}</span> },
    { title: say('task.before'), width: 130, align: 'right', render: (_, task) => say('task.sample', { mean: count(task.before.mean, 2), n: task.before.calls }) },
    { title: say('task.after'), width: 130, align: 'right', render: (_, task) => task.after ? say('task.sample', { mean: count(task.after.mean, 2), n: task.after.calls }) : '—' },
    { title: <>{say('proof')}{meaning && <DefinitionMark of={meaning} figure={say('proof')} />}</>, width: 220, render: (_, task) => <Verdict task={task} /> },
    ...(may ? [{ title: '', width: 120, render: (_: unknown, task: Task) => task.proof === null && <Button size="small" onClick={() => close.mutate(task.id)} data-testid="close-task">{say('task.close')}</Button> }] : []),
  ];
  return (
    <>
      <ProblemAlert problem={close.error} />
      <PagedTable<Task> query={query} columns={columns} rowKey={(task) => task.id} label={say('tab.tasks')} minWidth={860} onPage={(page, size) => setAt({ page, size })} empty={<EmptyState title={say('task.empty.title')} text={say('task.empty.text')} />} />
    </>
  );
}

function Verdict({ task }: { task: Task }) {
  const say = useWords(words);
  if (!task.proof) return <StatusTag tone="busy">{say('verdict.open')}</StatusTag>;
  const { verdict, difference, low, high } = task.proof;
  return <><StatusTag tone={tones[verdict] ?? 'quiet'}>{say.code('verdict', verdict)}</StatusTag>{difference !== null && <div className="cw-quiet cw-number">{say('difference', { n: count(difference, 2), low: count(low, 2), high: count(high, 2) })}</div>}</>;
}

interface Fields { person: string; text: string; measure: string; due: Dayjs }

function TaskDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const people = usePeopleInScope();
  const add = useAddTask();
  const go = ({ person, text, measure, due }: Fields) => add.mutate(
    { person_id: person, text, measure, due_on: due.format('YYYY-MM-DD') },
    { onSuccess: () => { onClose(); void message.success(say('task.made')); } },
  );
  const reps = (people.data?.items ?? []).filter((one) => one.role === 'agent' || one.role === 'team_lead');
  return (
    <Modal open title={say('task.add')} onCancel={onClose} okText={say('save')} cancelText={say('cancel')} confirmLoading={add.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ measure: measures[0], due: dayjs().add(14, 'day') }}>
        <Form.Item name="person" label={say('person')} rules={[{ required: true }]}><Select showSearch={{ optionFilterProp: 'label' }} options={reps.map((one) => ({ value: one.id, label: `${one.name} ${one.employee_number}` }))} /></Form.Item>
        <Form.Item name="text" label={say('task.text')} rules={[{ required: true, min: 2 }]}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
        <Form.Item name="measure" label={say('task.measure')}><Select options={measures.map((value) => ({ value, label: say(`measure.${value}`) }))} /></Form.Item>
        <Form.Item name="due" label={say('task.due')} rules={[{ required: true }]}><DatePicker style={{ width: '100%' }} /></Form.Item>
        <ProblemAlert problem={add.error} />
      </Form>
    </Modal>
  );
}
