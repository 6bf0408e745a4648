import { App, Button, Form, Input, InputNumber, Modal, Radio, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Care, type CareAct, useActOnCare, useCares, useMeaning } from './growth-api';
import { words } from './growth-words';

const signs = ['refusal_run', 'abuse', 'talk_fall', 'low_mood'] as const;

/** Signs of burning out, those nobody acted on first. */
export function CareTab() {
  const say = useWords(words);
  const meaning = useMeaning();
  const mark = meaning('care');
  const [at, setAt] = useState({ page: 1, size: 20 });
  const [acting, setActing] = useState<Care | null>(null);
  const query = useCares(at);
  const columns: TableColumnsType<Care> = [
    { title: say('care.day'), width: 110, render: (_, care) => <span className="cw-number">{care.day}</span> },
    { title: say('person'), width: 110, render: (_, care) => <Link to={`/my-numbers?person=${care.person_id}`}>{care.person}</Link> },
    { title: <>{say('care.signs')}{mark && <DefinitionMark of={mark} figure={say('care.signs')} />}</>, render: (_, care) => care.signs.map((sign) => <div key={sign.code}><Sign sign={sign} /></div>) },
    { title: say('care.act'), width: 240, render: (_, care) => care.act ? <><StatusTag tone="good">{say.code('care', care.act)}</StatusTag>{care.eased_until && <span className="cw-quiet"> {say('care.until', { day: care.eased_until })}</span>}<div className="cw-quiet">{care.acted_by} {care.note}</div></> : <Button size="small" type="primary" onClick={() => setActing(care)} data-testid="care-act">{say('care.do')}</Button> },
  ];
  return (
    <Section testid="care">
      <PagedTable<Care> query={query} columns={columns} rowKey={(care) => care.id} label={say('tab.care')} minWidth={760} onPage={(page, size) => setAt({ page, size })} empty={<EmptyState title={say('care.empty.title')} text={say('care.empty.text')} />} />
      {acting && <ActDialog care={acting} onClose={() => setActing(null)} />}
    </Section>
  );
}

function Sign({ sign }: { sign: Care['signs'][number] }) {
  const say = useWords(words);
  const known = signs.find((code) => code === sign.code);
  return known ? say(`sign.${known}`, { n: known === 'talk_fall' ? percent(sign.value, 0) : Math.round(sign.value) }) : sign.code;
}

interface Fields { act: CareAct['act']; days: number; note: string }

function ActDialog({ care, onClose }: { care: Care; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const act = Form.useWatch('act', form);
  const easing = useMeaning()('easing');
  const save = useActOnCare();
  const go = (fields: Fields) => save.mutate({ care: care.id, act: fields.act, note: fields.note, days: fields.act === 'eased' ? fields.days : 0 }, { onSuccess: () => { onClose(); void message.success(say('done')); } });
  return (
    <Modal open title={care.person} onCancel={onClose} okText={say('save')} cancelText={say('cancel')} confirmLoading={save.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ act: 'talked', days: 5, note: '' }}>
        <Form.Item name="act" label={<>{say('care.act')}{easing && <DefinitionMark of={easing} figure={say('care.eased')} />}</>}><Radio.Group options={(['talked', 'eased', 'none'] as const).map((value) => ({ value, label: say(`care.${value}`) }))} /></Form.Item>
        {act === 'eased' && <Form.Item name="days" label={say('care.days')}><InputNumber min={1} max={60} /></Form.Item>}
        <Form.Item name="note" label={say('care.note')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
        <ProblemAlert problem={save.error} />
      </Form>
    </Modal>
  );
}
