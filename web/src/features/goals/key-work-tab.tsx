import { Button, DatePicker, Form, Input, Modal, Select, Table, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay, useMe } from '@/client/session';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { usePeople } from './api';
import { type KeyWork, useDecideWork, useKeyWork, usePlanWork, useProveWork } from './plan-api';
import { words } from './plan-words';

export function KeyWorkTab({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const query = useKeyWork(month);
  const add = may('goals.write') && <Button type="primary" onClick={() => setAdding(true)} data-testid="add-key-work">{say('work.add')}</Button>;
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={month} onChange={onMonth} />{query.data && query.data.length > 0 && add}</div>
      <Loaded query={query}>
        {(found) => (found.length
          ? <Section title={say('work')} testid="key-work"><Works works={found} /></Section>
          : <Section><EmptyState title={say('work.none.title', { month })} text={say('work.none.text')}>{add}</EmptyState></Section>)}
      </Loaded>
      {adding && <PlanDialog month={month} onClose={() => setAdding(false)} />}
    </div>
  );
}

function Works({ works }: { works: KeyWork[] }) {
  const say = useWords(words);
  const may = useMay();
  const { data: me } = useMe();
  const [proving, setProving] = useState<KeyWork | null>(null);
  const decide = useDecideWork();
  const waits = (work: KeyWork) => work.proof_on !== null && work.confirmed === null;
  return (
    <>
      <ProblemAlert problem={decide.error} />
      <Table<KeyWork>
        size="small" rowKey="id" dataSource={works} aria-label={say('work')} scroll={{ x: 860 }} pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: say('person'), dataIndex: 'name', width: 90 },
          { title: <>{say('work')}<DefinitionMark of="keyWork" figure={say('work')} /></>, dataIndex: 'title' },
          { title: say('due'), dataIndex: 'due_on', width: 110 },
          { title: say('proof'), render: (_, one) => (one.proof ? <>{one.proof} {one.proof_file_name && <code>{one.proof_file_name}</code>} <span className="cw-quiet">{one.proof_on}</span></> : '—') },
          { title: say('state'), width: 170, render: (_, one) => <WorkState work={one} /> },
          {
            title: '', width: 190, render: (_, one) => (
              <div className="cw-actions">
                {one.person_id === me?.person_id && one.confirmed !== true && <Button size="small" type="primary" onClick={() => setProving(one)}>{say('proof.give')}</Button>}
                {may('scores.review') && one.person_id !== me?.person_id && waits(one) && (
                  <>
                    <Button size="small" type="primary" loading={decide.isPending} onClick={() => decide.mutate({ id: one.id, confirmed: true, note: '' })}>{say('confirm')}</Button>
                    <Button size="small" loading={decide.isPending} onClick={() => decide.mutate({ id: one.id, confirmed: false, note: '' })}>{say('refuse')}</Button>
                  </>
                )}
              </div>
            ),
          },
        ]}
      />
      {proving && <ProofDialog work={proving} onClose={() => setProving(null)} />}
    </>
  );
}

function WorkState({ work }: { work: KeyWork }) {
  const say = useWords(words);
  if (work.counts) return <StatusTag tone="good">{say('work.done')}</StatusTag>;
  if (work.confirmed) return <StatusTag tone="warning">{say('work.late')}</StatusTag>;
  if (work.confirmed === false) return <StatusTag tone="bad">{say('work.refused')}</StatusTag>;
  return <StatusTag tone={work.proof_on ? 'busy' : 'waiting'}>{say(work.proof_on ? 'work.waiting' : 'work.open')}</StatusTag>;
}

interface Fields { person_id: string; title: string; due: Dayjs }

function PlanDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const people = usePeople(1, 500);
  const plan = usePlanWork();
  const first = dayjs(`${month}-01`);
  const needed = [{ required: true, message: say('need') }];
  const go = ({ due, ...fields }: Fields) => plan.mutate({ ...fields, due_on: due.format('YYYY-MM-DD') }, { onSuccess: onClose });
  return (
    <Modal open title={say('work.add')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={plan.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ due: first.endOf('month') }}>
        <Form.Item name="person_id" label={say('person')} rules={needed}><Select showSearch={{ optionFilterProp: 'label' }} options={(people.data?.items ?? []).map((who) => ({ value: who.id, label: `${who.name} (${who.employee_number})` }))} /></Form.Item>
        <Form.Item name="title" label={say('work')} rules={needed}><Input maxLength={120} /></Form.Item>
        <Form.Item name="due" label={say('due')} rules={needed}><DatePicker minDate={first} maxDate={first.endOf('month')} allowClear={false} /></Form.Item>
        <ProblemAlert problem={plan.error} />
      </Form>
    </Modal>
  );
}

function ProofDialog({ work, onClose }: { work: KeyWork; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<{ text: string }>();
  const [file, setFile] = useState<File>();
  const prove = useProveWork();
  return (
    <Modal open title={`${say('proof.give')} · ${work.title}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={prove.isPending}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ text }) => prove.mutate({ id: work.id, text, file }, { onSuccess: onClose })}>
        <Form.Item name="text" label={say('proof.text')} rules={[{ required: true, message: say('need') }]}><Input.TextArea rows={3} /></Form.Item>
        <Form.Item label={say('proof.file')}><Upload maxCount={1} beforeUpload={(chosen) => { setFile(chosen); return false; }} onRemove={() => setFile(undefined)}><Button>{say('proof.file')}</Button></Upload></Form.Item>
        <ProblemAlert problem={prove.error} />
      </Form>
    </Modal>
  );
}
