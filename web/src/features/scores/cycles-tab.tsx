import { App, Button, DatePicker, Form, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay, useMe } from '@/client/session';
import { month as companyMonth, when } from '@/lib/dates';
import { asProblem } from '@/lib/problem';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { ReasonDialog } from '@/ui/reason-dialog';
import { StatusTag } from '@/ui/status-tag';
import { type Cycle, useCycles, useOpenCycle } from './api';
import { words } from './words';

export function CyclesTab({ onOpen }: { onOpen: (id: string) => void }) {
  const say = useWords(words);
  const may = useMay();
  const { page, size, set } = useUrlState([]);
  const [opening, setOpening] = useState(false);
  const query = useCycles(page, size);
  const open = may('scores.close') && <Button type="primary" onClick={() => setOpening(true)} data-testid="open-cycle">{say('cycle.open')}</Button>;
  return (
    <div className="cw-stack">
      {query.data && query.data.total > 0 && open && <div className="cw-actions">{open}</div>}
      <Section testid="cycles">
        <PagedTable<Cycle>
          query={query} label={say('tab.cycles')} rowKey={(one) => one.id} onOpen={(one) => onOpen(one.id)} onPage={(to, many) => set({ page: to, size: many })}
          empty={<EmptyState title={say('cycles.empty.title')} text={say('cycles.empty.text')}>{open}<Link to="/people?tab=goals">{say('toGoals')}</Link></EmptyState>}
          columns={[
            { title: say('period'), render: (_, one) => <Button type="link" onClick={() => onOpen(one.id)}>{one.period}</Button> },
            { title: say('cycle.who'), width: 140, render: (_, one) => say.code('kind', one.kind) },
            { title: say('state'), width: 170, render: (_, one) => <CycleTag state={one.state} /> },
            { title: say('opened'), width: 260, render: (_, one) => say('by', { by: one.opened_by, at: when(one.opened_at) }) },
          ]}
        />
      </Section>
      {opening && <OpenDialog onClose={() => setOpening(false)} onDone={(id) => { setOpening(false); onOpen(id); }} />}
    </div>
  );
}

export function CycleTag({ state }: { state: string }) {
  const say = useWords(words);
  return <StatusTag tone={state === 'closed' ? 'good' : state === 'open' ? 'waiting' : 'busy'}>{say.code('state', state)}</StatusTag>;
}

interface Fields { kind: 'rep' | 'manager'; month: Dayjs }

/** Opens the cycle of the period that a month lies in; who lacks goals is listed, and only the owner may go on. */
function OpenDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [overriding, setOverriding] = useState<Fields | null>(null);
  const open = useOpenCycle();
  const go = ({ kind, month }: Fields, reason: string | null = null) => open.mutate(
    { kind, month: month.format('YYYY-MM'), override_reason: reason },
    { onSuccess: (made) => { void message.success(say('cycle.opened')); onDone(made.id); } },
  );
  const stopped = open.isError && asProblem(open.error).code === 'scores.goals_missing' && me?.roles.includes('owner');
  return (
    <>
      <Modal
        open={overriding === null} title={say('cycle.open')} onCancel={onClose}
        footer={<div className="cw-actions">
          <Button onClick={onClose}>{say('cancel')}</Button>
          {stopped && <Button danger onClick={() => setOverriding(form.getFieldsValue())}>{say('override')}</Button>}
          <Button type="primary" loading={open.isPending} onClick={() => form.submit()}>{say('cycle.open')}</Button>
        </div>}
      >
        <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => go(fields)} initialValues={{ kind: 'rep', month: dayjs(`${companyMonth(1)}-01`) }}>
          <p className="cw-quiet">{say('cycle.open.text')}</p>
          <Form.Item name="kind" label={say('cycle.who')}><Radio.Group options={(['rep', 'manager'] as const).map((value) => ({ value, label: say(`kind.${value}`) }))} /></Form.Item>
          <Form.Item name="month" label={say('cycle.month')}><DatePicker picker="month" allowClear={false} data-testid="cycle-month" /></Form.Item>
          <ProblemAlert problem={open.error} />
        </Form>
      </Modal>
      <ReasonDialog open={overriding !== null} title={say('override.title')} text={say('override.text')} busy={open.isPending} problem={null} onCancel={() => setOverriding(null)} onReason={(reason) => { if (overriding) go(overriding, reason); }} />
    </>
  );
}
