import { DatePicker, Form, Input, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { usePeopleInScope } from '@/client/people';
import { month as companyMonth } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type GradeCase, useAnswer, useDecide } from './api';
import { words } from './words';

interface Fields { accept: boolean; reason: string; effective: Dayjs; plan?: string; mentor?: string; until?: Dayjs }

/** A person decides about a proposal; in the lowest grade an accepted one is a coaching plan. */
export function DecideDialog({ one, onClose }: { one: GradeCase; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const accept = Form.useWatch('accept', form) ?? true;
  const decide = useDecide(one.proposal.id);
  const coached = one.proposal.outcome === 'coaching_plan' && accept;
  const people = usePeopleInScope(coached);
  const needed = [{ required: true, message: say('draft.need') }];
  const go = (fields: Fields) => {
    const coaching = coached && fields.mentor && fields.until ? { plan: fields.plan ?? '', mentor_id: fields.mentor, until: fields.until.format('YYYY-MM-DD') } : null;
    decide.mutate({ accept: fields.accept, reason: fields.reason, effective: fields.effective.format('YYYY-MM'), coaching }, { onSuccess: onClose });
  };
  return (
    <Modal open title={`${say('decide')} · ${one.name}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={decide.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ accept: true, effective: dayjs(`${companyMonth(-1)}-01`) }}>
        <Form.Item name="accept" label={say('decision')}><Radio.Group options={[{ value: true, label: say('accept') }, { value: false, label: say('decline') }]} /></Form.Item>
        <Form.Item name="reason" label={say('reason')} rules={[{ required: true, min: 2, message: say('draft.need') }]}><Input.TextArea rows={2} /></Form.Item>
        <Form.Item name="effective" label={say('effective')}><DatePicker picker="month" allowClear={false} /></Form.Item>
        {coached && (
          <>
            <p className="cw-quiet">{say('coaching.hint')}</p>
            <Form.Item name="plan" label={say('coaching.plan')} rules={needed}><Input.TextArea rows={2} /></Form.Item>
            <Form.Item name="mentor" label={say('coaching.mentor')} rules={needed}><Select showSearch={{ optionFilterProp: 'label' }} options={(people.data?.items ?? []).map((who) => ({ value: who.id, label: `${who.name} (${who.employee_number})` }))} /></Form.Item>
            <Form.Item name="until" label={say('coaching.until')} rules={needed}><DatePicker /></Form.Item>
          </>
        )}
        <ProblemAlert problem={decide.error} />
      </Form>
    </Modal>
  );
}

interface Answer { upheld: boolean; answer: string }

/** Answers an appeal; an upheld one gives the grade back from next month. */
export function AnswerDialog({ one, onClose }: { one: GradeCase; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Answer>();
  const send = useAnswer(one.proposal.id);
  return (
    <Modal open title={`${say('appeal.answer')} · ${one.name}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={send.isPending}>
      <Form<Answer> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => send.mutate(fields, { onSuccess: onClose })} initialValues={{ upheld: false }}>
        <p>{one.appeal?.text}</p>
        <Form.Item name="upheld" label={say('decision')}><Radio.Group options={[{ value: true, label: say('uphold') }, { value: false, label: say('refuse') }]} /></Form.Item>
        <Form.Item name="answer" label={say('answer.text')} rules={[{ required: true, min: 2, message: say('draft.need') }]}><Input.TextArea rows={3} /></Form.Item>
        <ProblemAlert problem={send.error} />
      </Form>
    </Modal>
  );
}
