import { Button, DatePicker, Form, Input, Modal, Select, Table, Upload } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { day, when } from '@/lib/dates';
import { bilingual, pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Item, type Project, useComplete, useEventChange, useEvidence } from './api';
import { words } from './words';

type Dialog = { item: Item; what: 'evidence' | 'change' } | null;

/** The events of the plan: owner, date, evidence, done or not. */
export function EventTable({ project }: { project: Project }) {
  const say = useWords(words);
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>(null);
  const complete = useComplete();
  const mayChange = may('projects.write') && !project.published_at;
  return (
    <div className="cw-stack">
      <ProblemAlert problem={complete.error} />
      <Table<Item>
        size="small" rowKey="id" pagination={false} dataSource={project.items} aria-label={say('plan')} scroll={{ x: 900 }}
        expandable={{ expandedRowRender: (item) => <EvidenceList project={project.id} item={item} />, rowExpandable: (item) => item.evidence.length > 0 }}
        columns={[
          { title: say('event'), render: (_, item) => <><strong>{pick(bilingual(item.kind_title))}</strong><br /><span className="cw-quiet">{pick(bilingual(item.title))}</span></> },
          { title: say('owner'), width: 120, render: (_, item) => item.owner ?? '—' },
          { title: say('due'), width: 110, render: (_, item) => item.due_on ?? '—' },
          { title: say('state'), width: 150, render: (_, item) => <EventState item={item} /> },
          { title: say('evidence'), width: 90, align: 'right', render: (_, item) => item.evidence.length },
          {
            title: '', width: 280, render: (_, item) => (
              <div className="cw-actions">
                {item.mine && <Button size="small" onClick={() => setDialog({ item, what: 'evidence' })} data-testid={`prove-${item.kind}`}>{say('evidence.add')}</Button>}
                {item.mine && !item.done_at && <Button size="small" type="primary" loading={complete.isPending} disabled={item.evidence.length === 0} onClick={() => complete.mutate(item.id)} data-testid={`complete-${item.kind}`}>{say('complete')}</Button>}
                {mayChange && <Button size="small" onClick={() => setDialog({ item, what: 'change' })}>{say('event.change')}</Button>}
              </div>
            ),
          },
        ]}
      />
      {dialog?.what === 'evidence' && <EvidenceDialog item={dialog.item} onClose={() => setDialog(null)} />}
      {dialog?.what === 'change' && <ChangeDialog project={project} item={dialog.item} onClose={() => setDialog(null)} />}
    </div>
  );
}

function EventState({ item }: { item: Item }) {
  const say = useWords(words);
  if (item.done_at) return <StatusTag tone="good">{say('event.done')} {when(item.done_at).slice(0, 10)}</StatusTag>;
  const late = item.due_on !== null && item.due_on < day();
  return <StatusTag tone={late ? 'bad' : 'waiting'}>{say(late ? 'event.overdue' : 'event.open')}</StatusTag>;
}

function EvidenceList({ project, item }: { project: string; item: Item }) {
  const say = useWords(words);
  return (
    <ul className="cw-plain-list">
      {item.evidence.map((one) => <li key={one.id}><strong>{say.code('evidence', one.kind)}</strong> {one.text} {one.file_name && <a href={`/api/projects/${project}/evidence/${one.id}`} download data-testid={`evidence-${one.id}`}>{one.file_name}</a>} <span className="cw-quiet">{say('by', { by: one.given_by, at: when(one.given_at) })}</span></li>)}
    </ul>
  );
}

interface Proof { kind: string; text: string }
const kinds = ['visit', 'interview', 'minutes', 'document'] as const;

function EvidenceDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Proof>();
  const [file, setFile] = useState<File>();
  const add = useEvidence();
  const go = ({ kind, text }: Proof) => add.mutate({ id: item.id, kind, text, file }, { onSuccess: onClose });
  return (
    <Modal open title={`${say('evidence.add')} · ${pick(bilingual(item.kind_title))}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={add.isPending}>
      <Form<Proof> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ kind: item.kind === 'research' ? 'visit' : 'minutes' }}>
        <Form.Item name="kind" label={say('evidence.kind')}><Select options={kinds.map((value) => ({ value, label: say(`evidence.${value}`) }))} data-testid="evidence-kind" /></Form.Item>
        <Form.Item name="text" label={say('evidence.text')} rules={[{ required: true, message: say('draft.need') }]}><Input.TextArea rows={3} /></Form.Item>
        <Form.Item label={say('evidence.file')}>
          <Upload maxCount={1} beforeUpload={(chosen) => { setFile(chosen); return false; }} onRemove={() => setFile(undefined)}><Button>{say('evidence.file')}</Button></Upload>
        </Form.Item>
        <ProblemAlert problem={add.error} />
      </Form>
    </Modal>
  );
}

interface Change { owner_id: string | null; due_on: Dayjs | null }

function ChangeDialog({ project, item, onClose }: { project: Project; item: Item; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Change>();
  const change = useEventChange();
  const go = (fields: Change) => change.mutate({ id: item.id, owner_id: fields.owner_id ?? null, due_on: fields.due_on?.format('YYYY-MM-DD') ?? null }, { onSuccess: onClose });
  return (
    <Modal open title={say('event.change')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={change.isPending}>
      <Form<Change> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ owner_id: item.owner_id, due_on: item.due_on ? dayjs(item.due_on) : null }}>
        <Form.Item name="owner_id" label={say('owner')}><Select allowClear options={project.members.map((one) => ({ value: one.id, label: `${one.name} · ${pick(bilingual(one.duty_title))}` }))} /></Form.Item>
        <Form.Item name="due_on" label={say('due')}><DatePicker /></Form.Item>
        <ProblemAlert problem={change.error} />
      </Form>
    </Modal>
  );
}
