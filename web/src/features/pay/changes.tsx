import { App, Button, DatePicker, Input, InputNumber, Modal, Select, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Money } from '@/ui/money';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Adjustment, type Leave, useAdjustments, useLeaves, usePaySend, useStatements } from './api';
import { words } from './words';

/** What people add to the open month: decided adjustments and unpaid leave. */
export function Changes({ month }: { month: string }) {
  const may = useMay();
  return <div className="cw-stack">{may('pay.write') && <Adjustments month={month} />}<Leaves month={month} /></div>;
}

function Adjustments({ month }: { month: string }) {
  const say = useWords(words);
  const query = useAdjustments();
  const [open, setOpen] = useState(false);
  return (
    <Section title={say('adjustments')} testid="adjustments" extra={<Button onClick={() => setOpen(true)} data-testid="new-adjustment">{say('adjustment.new')}</Button>}>
      <Loaded query={query}>
        {(found) => found.total === 0 ? <EmptyState title={say('adjustments.none.title')} text={say('adjustments.none.text')} /> : (
          <Table<Adjustment>
            size="small" rowKey="id" dataSource={found.items} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('adjustments')} scroll={{ x: 820 }}
            columns={[
              { title: say('person'), dataIndex: 'name', width: 160 },
              { title: say('line'), render: (_, row) => <>{pick(row.title)}<br /><span className="cw-quiet">{row.reason}</span></> },
              { title: say('amount'), align: 'right', width: 130, render: (_, row) => <Money amount={row.amount} /> },
              { title: say('decided.by'), width: 190, render: (_, row) => <>{row.decided_by}<br /><span className="cw-quiet">{when(row.decided_at)}</span></> },
              { title: say('state'), width: 140, render: (_, row) => row.taken_in ? say('adjustment.taken', { month: row.taken_in }) : say('adjustment.waiting') },
            ]}
          />
        )}
      </Loaded>
      {open && <NewAdjustment month={month} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Leaves({ month }: { month: string }) {
  const say = useWords(words);
  const may = useMay();
  const query = useLeaves(month);
  const [open, setOpen] = useState(false);
  const withdraw = usePaySend<{ id: string }>(({ id }) => `/api/pay/leaves/${id}`, 'DELETE');
  return (
    <Section title={say('leaves', { month })} testid="leaves" extra={may('pay.leave') && <Button onClick={() => setOpen(true)} data-testid="new-leave">{say('leave.new')}</Button>}>
      <ProblemAlert problem={withdraw.error} />
      <Loaded query={query}>
        {(found) => found.total === 0 ? <EmptyState title={say('leaves.none.title', { month })} text={say('leaves.none.text')} /> : (
          <Table<Leave>
            size="small" rowKey="id" dataSource={found.items} pagination={{ pageSize: 20, hideOnSinglePage: true }} aria-label={say('leaves', { month })} scroll={{ x: 720 }}
            columns={[
              { title: say('person'), dataIndex: 'name', width: 160 },
              { title: say('leave.days'), width: 210, render: (_, row) => `${row.first_day} – ${row.last_day}` },
              { title: say('form.reason'), dataIndex: 'reason' },
              { title: say('decided.by'), dataIndex: 'recorded_by', width: 140 },
              { title: '', width: 100, render: (_, row) => may('pay.leave') && <Button size="small" onClick={() => withdraw.mutate({ id: row.id })}>{say('leave.withdraw')}</Button> },
            ]}
          />
        )}
      </Loaded>
      {open && <NewLeave month={month} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** People to choose from: who has a statement in the month that is shown. */
function PersonSelect({ month, value, onChange }: { month: string; value: string | null; onChange: (person: string) => void }) {
  const say = useWords(words);
  const list = useStatements(month, 1, 500).data;
  const options = list?.items.map((row) => ({ value: row.person_id, label: `${row.name}（${row.employee_number}）` })) ?? [];
  return <Select showSearch={{ optionFilterProp: 'label' }} value={value} onChange={onChange} options={options} aria-label={say('form.person')} placeholder={say('form.person')} />;
}

function NewAdjustment({ month, onClose }: { month: string; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [person, setPerson] = useState<string | null>(null);
  const [amount, setAmount] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const send = usePaySend<{ person_id: string; amount: string; reason: string; corrects: string }>(() => '/api/pay/adjustments');
  const go = () => send.mutate({ person_id: person ?? '', amount: amount ?? '', reason, corrects: month }, { onSuccess: () => { onClose(); void message.success(say('leave.done')); } });
  return (
    <Modal open title={say('adjustment.new')} okText={say('form.save')} cancelText={say('cancel')} onCancel={onClose} onOk={go} confirmLoading={send.isPending} okButtonProps={{ disabled: !person || amount === null || reason.trim().length < 2 }}>
      <div className="cw-stack">
        <p className="cw-quiet">{say('adjustments.none.text')} {say('adjustment.corrects')}: {month}</p>
        <PersonSelect month={month} value={person} onChange={setPerson} />
        <InputNumber<string> stringMode precision={2} value={amount} onChange={setAmount} aria-label={say('dispute.amount')} placeholder={say('dispute.amount')} style={{ width: '100%' }} />
        <Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={say('form.reason')} placeholder={say('form.reason')} />
        <ProblemAlert problem={send.error} />
      </div>
    </Modal>
  );
}

function NewLeave({ month, onClose }: { month: string; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [person, setPerson] = useState<string | null>(null);
  const [days, setDays] = useState<[Dayjs, Dayjs] | null>(null);
  const [reason, setReason] = useState('');
  const send = usePaySend<{ person_id: string; first_day: string; last_day: string; reason: string }>(() => '/api/pay/leaves');
  const go = () => {
    if (!days || !person) return;
    const [first, last] = days.map((day) => day.format('YYYY-MM-DD')) as [string, string];
    send.mutate({ person_id: person, first_day: first, last_day: last, reason }, { onSuccess: () => { onClose(); void message.success(say('leave.done')); } });
  };
  return (
    <Modal open title={say('leave.new')} okText={say('form.save')} cancelText={say('cancel')} onCancel={onClose} onOk={go} confirmLoading={send.isPending} okButtonProps={{ disabled: !person || !days || reason.trim().length < 2 }}>
      <div className="cw-stack">
        <p className="cw-quiet">{say('leaves.none.text')}</p>
        <PersonSelect month={month} value={person} onChange={setPerson} />
        <DatePicker.RangePicker value={days} onChange={(range) => setDays(range?.[0] && range[1] ? [range[0], range[1]] : null)} />
        <Input.TextArea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={say('form.reason')} placeholder={say('form.reason')} />
        <ProblemAlert problem={send.error} />
      </div>
    </Modal>
  );
}
