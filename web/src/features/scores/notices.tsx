import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Project, useNotice } from './api';
import { words } from './words';

const audiences = ['appraised', 'leaders', 'suppliers', 'analysts'] as const;
interface Fields { audience: string; channel?: string; text: string }

/** What each of the four groups was told, when and how. */
export function Notices({ project }: { project: Project }) {
  const say = useWords(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const untold = audiences.filter((one) => project.notices.every((notice) => notice.audience !== one));
  const add = may('projects.write') && <Button onClick={() => setOpen(true)} data-testid="add-notice">{say('notice.add')}</Button>;
  return (
    <Section title={say('notices')} extra={add} testid="notices">
      <div className="cw-stack">
        {project.notices.length === 0
          ? <p className="cw-quiet">{say('notice.none')}</p>
          : <>
              {untold.length > 0 && <Alert type="info" showIcon title={say('notice.untold', { names: untold.map((one) => say(`audience.${one}`)).join('、') })} />}
              <ul className="cw-plain-list">
                {project.notices.map((one) => <li key={one.id}><strong>{say.code('audience', one.audience)}</strong> {one.channel && `（${one.channel}）`} {one.text} <span className="cw-quiet">{say('by', { by: one.told_by, at: when(one.told_at) })}</span></li>)}
              </ul>
            </>}
        {open && <NoticeDialog project={project} onClose={() => setOpen(false)} />}
      </div>
    </Section>
  );
}

function NoticeDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const save = useNotice(project.id);
  const go = ({ audience, channel = '', text }: Fields) => save.mutate({ audience, channel, text }, { onSuccess: onClose });
  return (
    <Modal open title={say('notice.add')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={save.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ audience: 'appraised' }}>
        <Form.Item name="audience" label={say('audience')}><Select options={audiences.map((value) => ({ value, label: say(`audience.${value}`) }))} /></Form.Item>
        <Form.Item name="channel" label={say('channel')}><Input maxLength={60} /></Form.Item>
        <Form.Item name="text" label={say('notice.text')} rules={[{ required: true, message: say('draft.need') }]}><Input.TextArea rows={3} /></Form.Item>
        <ProblemAlert problem={save.error} />
      </Form>
    </Modal>
  );
}
