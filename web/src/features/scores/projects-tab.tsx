import { Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type ProjectLine, useDraft, useProjects } from './api';
import { words } from './words';

export function ProjectsTab({ onOpen }: { onOpen: (id: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const { page, size, set } = useUrlState([]);
  const [drafting, setDrafting] = useState(false);
  const query = useProjects(page, size);
  const draft = may('projects.write') && <Button type="primary" onClick={() => setDrafting(true)} data-testid="draft-project">{say('draft')}</Button>;
  return (
    <div className="cw-stack">
      {query.data && query.data.total > 0 && draft && <div className="cw-actions">{draft}</div>}
      <Section testid="projects">
        <PagedTable<ProjectLine>
          query={query} label={say('tab.project')} rowKey={(one) => one.id} onOpen={(one) => onOpen(one.id)} onPage={(to, many) => set({ page: to, size: many })}
          empty={<EmptyState title={say('projects.empty.title')} text={say('projects.empty.text')}>{draft}</EmptyState>}
          columns={[
            { title: say('draft.title'), render: (_, one) => <Button type="link" onClick={() => onOpen(one.id)}>{one.title}</Button> },
            { title: say('draft.months'), width: 190, render: (_, one) => `${one.first_month} – ${one.last_month}` },
            { title: say('members'), align: 'right', width: 110, render: (_, one) => count(one.members) },
            { title: say('state'), width: 140, render: (_, one) => <StatusTag tone={one.published_at ? 'good' : 'waiting'}>{say(one.published_at ? 'published' : 'draftState')}</StatusTag> },
          ]}
        />
      </Section>
      {drafting && <DraftDialog onClose={() => setDrafting(false)} onDone={(id) => { setDrafting(false); onOpen(id); }} />}
    </div>
  );
}

interface Fields { title: string; purpose?: string; months: [Dayjs, Dayjs]; begins: Dayjs }

function DraftDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const draft = useDraft();
  const now = dayjs(`${companyMonth()}-01`);
  const go = ({ title, purpose = '', months: [from, to], begins }: Fields) => draft.mutate(
    { title, purpose, first_month: from.format('YYYY-MM'), last_month: to.format('YYYY-MM'), begins: begins.format('YYYY-MM-DD') },
    { onSuccess: (made) => onDone(made.id) },
  );
  const needed = [{ required: true, message: say('draft.need') }];
  return (
    <Modal open title={say('draft')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={draft.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ months: [now, now.add(2, 'month')], begins: dayjs() }}>
        <p className="cw-quiet">{say('draft.hint')}</p>
        <Form.Item name="title" label={say('draft.title')} rules={needed}><Input maxLength={80} /></Form.Item>
        <Form.Item name="purpose" label={say('draft.purpose')}><Input.TextArea rows={2} maxLength={400} /></Form.Item>
        <Form.Item name="months" label={say('draft.months')} rules={needed}><DatePicker.RangePicker picker="month" allowClear={false} /></Form.Item>
        <Form.Item name="begins" label={say('draft.begins')} rules={needed}><DatePicker allowClear={false} /></Form.Item>
        <ProblemAlert problem={draft.error} />
      </Form>
    </Modal>
  );
}
