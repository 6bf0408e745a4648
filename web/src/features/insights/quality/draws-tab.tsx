import { Button, DatePicker, Form, Input, InputNumber, Modal, Radio, type TableColumnsType } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Draw, useDrawCalls, useDraws, useMeaning } from './api';
import { words } from './words';

export function DrawsTab() {
  const say = useWords(words);
  const go = useNavigate();
  const meaning = useMeaning();
  const weight = meaning('weight');
  const [asking, setAsking] = useState(false);
  const { page, size, set } = useUrlState(['tab']);
  const query = useDraws({ page, size });
  const columns: TableColumnsType<Draw> = [
    { title: say('draw.period'), width: 210, render: (_, one) => <Link to={`/quality/draws/${one.id}`} className="cw-number">{one.first_day} – {one.last_day}</Link> },
    { title: <>{say('draw.method')}{weight && <DefinitionMark of={weight} figure={say('draw.method')} />}</>, width: 110, render: (_, one) => say(`method.${one.method}`) },
    { title: say('draw.population'), align: 'right', width: 110, render: (_, one) => count(one.population) },
    { title: say('draw.drawn'), align: 'right', width: 90, render: (_, one) => count(one.drawn) },
    { title: say('draw.done'), align: 'right', width: 90, render: (_, one) => count(one.graded) },
    { title: say('draw.by'), dataIndex: 'drawn_by', width: 120 },
    { title: say('draw.at'), width: 150, render: (_, one) => <span className="cw-number">{when(one.drawn_at)}</span> },
  ];
  const button = <Button type="primary" onClick={() => setAsking(true)} data-testid="draw">{say('draw.new')}</Button>;
  return (
    <Section extra={button} testid="draws">
      <PagedTable<Draw>
        query={query} columns={columns} rowKey={(one) => one.id} label={say('tab.draws')} minWidth={880} onOpen={(one) => void go(`/quality/draws/${one.id}`)}
        onPage={(to, rows) => set({ page: to, size: rows })} empty={<EmptyState title={say('draw.empty.title')} text={say('draw.empty.text')}>{button}</EmptyState>}
      />
      {asking && <DrawDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

interface Fields { method: 'random' | 'risk'; days: [Dayjs, Dayjs]; per: number; calibrate: number; seed: string }

function DrawDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(words);
  const go = useNavigate();
  const [form] = Form.useForm<Fields>();
  const draw = useDrawCalls();
  const start = ({ method, days: [first, last], per, calibrate, seed }: Fields) => draw.mutate(
    { method, first_day: first.format('YYYY-MM-DD'), last_day: last.format('YYYY-MM-DD'), per_person: per, calibrate, seed },
    { onSuccess: (made) => void go(`/quality/draws/${made.id}`) },
  );
  return (
    <Modal open title={say('draw.title')} onCancel={onClose} okText={say('draw.new')} cancelText={say('cancel')} confirmLoading={draw.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={start} initialValues={{ method: 'risk', days: [dayjs().subtract(6, 'day'), dayjs()], per: 2, calibrate: 2, seed: '' }}>
        <Form.Item name="days" label={say('draw.period')} rules={[{ required: true }]}><DatePicker.RangePicker style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="method" label={say('draw.method')}><Radio.Group options={(['risk', 'random'] as const).map((value) => ({ value, label: say(`method.${value}`) }))} /></Form.Item>
        <Form.Item name="per" label={say('draw.per')}><InputNumber min={1} max={50} /></Form.Item>
        <Form.Item name="calibrate" label={say('draw.calibrate')}><InputNumber min={0} max={200} /></Form.Item>
        <Form.Item name="seed" label={say('draw.seed')}><Input maxLength={64} /></Form.Item>
        <ProblemAlert problem={draw.error} />
      </Form>
    </Modal>
  );
}
