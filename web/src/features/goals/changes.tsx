import { App, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { type Bilingual, pick, useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { useQuantity } from '@/ui/quantity';
import type { PersonGoals } from './api';
import { type Change, useChangeGoals, useChanges } from './plan-api';
import { IndicatorLines } from './plan-dialogs';
import { words } from './plan-words';

interface Line { title: Bilingual; unit: string; weight: string; target: string }

/** What was changed in the goals of a month, by whom and why. */
export function ChangesSection({ month }: { month: string }) {
  const say = useWords(words);
  const { page, size, set } = useUrlState([]);
  const query = useChanges(month, page, size);
  const write = useQuantity();
  const lines = (found: unknown) => (found as Line[]).map((line) => `${pick(line.title)} ${count(line.weight, 2)}% ${write(line.target, line.unit)}`).join(' · ');
  if (!query.data || query.data.total === 0) return null;
  return (
    <Section title={say('changes')} testid="goal-changes">
      <PagedTable<Change>
        query={query} label={say('changes')} rowKey={(one) => one.id} empty={null} onPage={(to, many) => set({ page: to, size: many })}
        columns={[
          { title: say('name'), dataIndex: 'name', width: 90 },
          { title: say('before'), render: (_, one) => lines(one.before) },
          { title: say('after'), render: (_, one) => lines(one.after) },
          { title: say('reason'), dataIndex: 'reason' },
          { title: say('when'), width: 190, render: (_, one) => `${one.changed_by} ${when(one.changed_at)}` },
        ]}
      />
    </Section>
  );
}

interface Fields { from: Dayjs; lines: { indicator: string; weight: number; target: string }[]; reason: string }

export function ChangeDialog({ person, month, onClose }: { person: PersonGoals; month: string; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useChangeGoals();
  const go = ({ from, lines, reason }: Fields) => change.mutate(
    { person_id: person.person_id, effective_from: from.format('YYYY-MM'), reason, targets: lines.map((line) => ({ indicator: line.indicator, weight: String(line.weight), target: line.target })) },
    { onSuccess: (made) => { void message.success(say('change.done', { months: (made['months'] as string[]).join('、') })); onClose(); } },
  );
  const lines = person.indicators.map((one) => ({ indicator: one.indicator, weight: Number(one.weight), target: one.target }));
  return (
    <Modal open title={`${say('change')} · ${person.name}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={change.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ from: dayjs(`${month}-01`), lines }}>
        <p className="cw-quiet">{say('change.text')}</p>
        <Form.Item name="from" label={say('from')}><DatePicker picker="month" allowClear={false} /></Form.Item>
        <IndicatorLines label={say('weights')} withTarget />
        <Form.Item name="reason" label={say('reason')} rules={[{ required: true, min: 2, message: say('need') }]}><Input maxLength={200} /></Form.Item>
        <ProblemAlert problem={change.error} />
      </Form>
    </Modal>
  );
}
