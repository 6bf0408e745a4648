import { App, DatePicker, Form, InputNumber, Modal, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type CardItem, type Scorecard, usePublish } from './api';
import { words } from './words';

/** A new version from the newest one: other weights, points or pass mark, from a day on. */
export function PublishDialog({ base, onClose }: { base: Scorecard; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [items, setItems] = useState<CardItem[]>(base.items);
  const [mark, setMark] = useState(Number(base.pass_mark));
  const [day, setDay] = useState<Dayjs>(dayjs().add(1, 'day'));
  const publish = usePublish();
  const sum = items.reduce((total, item) => total + Number(item.weight), 0);
  const set = (key: string, change: Partial<CardItem>) => setItems(items.map((item) => item.key === key ? { ...item, ...change } : item));
  const send = () => publish.mutate(
    { code: base.code, title: base.title, pass_mark: mark, effective_on: day.format('YYYY-MM-DD'), items },
    { onSuccess: () => { onClose(); void message.success(say('done')); } },
  );
  return (
    <Modal open width={760} title={say('publish.title')} onCancel={onClose} onOk={send} okText={say('publish')} cancelText={say('cancel')} confirmLoading={publish.isPending} okButtonProps={{ disabled: sum !== 100 }}>
      <div className="cw-stack">
        <p className="cw-quiet">{say('publish.text')}</p>
        <Form layout="inline">
          <Form.Item label={say('publish.day')}><DatePicker allowClear={false} value={day} onChange={(to) => { if (to) setDay(to); }} aria-label={say('publish.day')} /></Form.Item>
          <Form.Item label={say('publish.mark')}><InputNumber min={0} max={100} value={mark} onChange={(to) => setMark(to ?? 0)} aria-label={say('publish.mark')} /></Form.Item>
        </Form>
        <Table<CardItem>
          size="small" rowKey="key" dataSource={items} pagination={false} aria-label={say('item')}
          columns={[
            { title: say('item'), render: (_, item) => <>{pick(item.title)} {item.instant_fail && <StatusTag tone="bad">{say('instantFail')}</StatusTag>}</> },
            { title: say('weight'), width: 110, render: (_, item) => <InputNumber size="small" min={0} max={100} value={Number(item.weight)} aria-label={`${pick(item.title)} · ${say('weight')}`} onChange={(to) => set(item.key, { weight: String(to ?? 0) })} /> },
            { title: say('fullPoints'), width: 110, render: (_, item) => <InputNumber size="small" min={1} max={100} value={item.points} aria-label={`${pick(item.title)} · ${say('fullPoints')}`} onChange={(to) => set(item.key, { points: to ?? 1 })} /> },
          ]}
        />
        {sum !== 100 && <StatusTag tone="warning">{say('publish.sum', { n: sum })}</StatusTag>}
        <ProblemAlert problem={publish.error} />
      </div>
    </Modal>
  );
}
