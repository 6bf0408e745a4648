import { App, Button, Form, Input, Modal, Radio, Select, Table } from 'antd';
import { useState } from 'react';
import { usePeopleInScope } from '@/client/people';
import { useMay } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { bilingual, pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type CycleSettings, type PeriodLength, type SupplierSeat, useNameSupplier, useSetLength, useSettings } from './api';
import { words } from './words';

type Kind = 'rep' | 'manager';
const kinds: Kind[] = ['rep', 'manager'];

/** How long cycles are and who supplies what, from a month on; the owner changes it, HR and managers read it. */
export function SettingsTab() {
  const { values, set } = useUrlState(['month'], { month: companyMonth() });
  const query = useSettings(values.month);
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={values.month} onChange={(month) => set({ month })} /></div>
      <Loaded query={query}>
        {(found) => <><Lengths found={found} /><Suppliers found={found} /></>}
      </Loaded>
    </div>
  );
}

function Lengths({ found }: { found: CycleSettings }) {
  const say = useWords(words);
  const may = useMay();
  const [changing, setChanging] = useState<Kind | null>(null);
  return (
    <Section title={say('settings.lengths')} testid="period-lengths">
      <p className="cw-quiet">{say('settings.lengths.text')}</p>
      <Table<Kind>
        size="small" rowKey={(kind) => kind} dataSource={kinds} pagination={false} aria-label={say('settings.lengths')} scroll={{ x: 480 }}
        columns={[
          { title: say('cycle.who'), render: (_, kind) => say.code('kind', kind) },
          { title: say('settings.length'), render: (_, kind) => say.code('length', found[kind]) },
          { title: say('settings.setBy'), render: (_, kind) => say(found.set_by_company.includes(kind) ? 'settings.company' : 'settings.rule') },
          ...(may('scores.settings') ? [{ title: '', width: 110, render: (_: unknown, kind: Kind) => <Button size="small" onClick={() => setChanging(kind)} data-testid={`length-${kind}`}>{say('settings.change')}</Button> }] : []),
        ]}
      />
      {changing && <LengthDialog kind={changing} found={found} onClose={() => setChanging(null)} />}
    </Section>
  );
}

interface LengthFields { length: PeriodLength; reason: string }

function LengthDialog({ kind, found, onClose }: { kind: Kind; found: CycleSettings; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<LengthFields>();
  const send = useSetLength();
  const go = (fields: LengthFields) => send.mutate({ kind, effective_from: found.month, ...fields }, { onSuccess: () => { onClose(); void message.success(say('settings.done')); } });
  return (
    <Modal open title={say('settings.lengthOf', { who: say.code('kind', kind), month: found.month })} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={send.isPending}>
      <Form<LengthFields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ length: found[kind] }}>
        <Form.Item name="length" label={say('settings.length')}><Radio.Group options={(['month', 'quarter', 'year'] as const).map((value) => ({ value, label: say(`length.${value}`) }))} /></Form.Item>
        <Form.Item name="reason" label={say('settings.reason')} rules={[{ required: true, min: 2, message: say('draft.need') }]}><Input.TextArea rows={2} /></Form.Item>
        <ProblemAlert problem={send.error} />
      </Form>
    </Modal>
  );
}

function Suppliers({ found }: { found: CycleSettings }) {
  const say = useWords(words);
  const may = useMay();
  const [naming, setNaming] = useState<SupplierSeat | null>(null);
  return (
    <Section title={say('settings.suppliers')} testid="suppliers">
      <p className="cw-quiet">{say('settings.suppliers.text')}</p>
      <Table<SupplierSeat>
        size="small" rowKey={(seat) => `${seat.area}-${seat.department_id}`} dataSource={found.suppliers} pagination={false} aria-label={say('settings.suppliers')} scroll={{ x: 640 }}
        columns={[
          { title: say('settings.area'), render: (_, seat) => <>{pick(bilingual(seat.title))} {seat.department && <span className="cw-quiet">{seat.department}</span>}</> },
          { title: say('supplier'), render: (_, seat) => seat.person || <span className="cw-quiet">{say('settings.byRole', { role: pick(bilingual(seat.role)) })}</span> },
          ...(may('scores.settings') ? [{ title: '', width: 110, render: (_: unknown, seat: SupplierSeat) => <Button size="small" onClick={() => setNaming(seat)} data-testid={`supplier-${seat.area}`}>{say('settings.change')}</Button> }] : []),
        ]}
      />
      {naming && <SupplierDialog seat={naming} month={found.month} onClose={() => setNaming(null)} />}
    </Section>
  );
}

function SupplierDialog({ seat, month, onClose }: { seat: SupplierSeat; month: string; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ person_id: string }>();
  const people = usePeopleInScope();
  const send = useNameSupplier();
  const go = ({ person_id }: { person_id: string }) => send.mutate({ area: seat.area as 'orders', department_id: seat.department_id, person_id, effective_from: month }, { onSuccess: () => { onClose(); void message.success(say('settings.done')); } });
  return (
    <Modal open title={say('settings.supplierOf', { area: pick(bilingual(seat.title)), month })} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={send.isPending}>
      <Form<{ person_id: string }> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ person_id: seat.person_id ?? undefined }}>
        <Form.Item name="person_id" label={say('supplier')} rules={[{ required: true, message: say('draft.need') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} loading={people.isPending} options={people.data?.items.map((one) => ({ value: one.id, label: `${one.name} · ${one.employee_number}` })) ?? []} />
        </Form.Item>
        <ProblemAlert problem={send.error ?? people.error} />
      </Form>
    </Modal>
  );
}
