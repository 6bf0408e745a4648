import { Form, Modal, Radio, Select, Slider } from 'antd';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Call, type Desk, useHandOver } from './api';
import { words } from './words';

interface Fields { person: string; kind: 'warm' | 'blind'; split: number }
const WHOLE = 100;

/** Hands a customer over to a colleague, with shared credit (product §4.1 b): one qualifies, the other closes. */
export function TransferDialog({ call, colleagues, onClose }: { call: Call; colleagues: Desk['colleagues']; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'warm';
  const over = useHandOver();
  const go = ({ person, kind: how, split }: Fields) => over.mutate({ call: call.id, to_person_id: person, kind: how, split: (split / WHOLE).toFixed(2) }, { onSuccess: onClose });
  return (
    <Modal open title={say('transfer')} onCancel={onClose} okText={say('transfer.go')} cancelText={say('cancel')} confirmLoading={over.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'warm', split: 50 }} onFinish={go} data-testid="transfer-dialog">
        <Form.Item name="person" label={say('transfer.to')} rules={[{ required: true, message: say('transfer.need') }]} {...(colleagues.length === 0 ? { extra: say('transfer.nobody') } : {})}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={colleagues.map((one) => ({ value: one.person_id, label: one.person }))} autoFocus />
        </Form.Item>
        <Form.Item name="kind" label={say('transfer.kind')} extra={say(`transfer.${kind}.text`)}><Radio.Group options={(['warm', 'blind'] as const).map((value) => ({ value, label: say(`transfer.${value}`) }))} /></Form.Item>
        <Form.Item name="split" label={say('transfer.split')} extra={say('transfer.split.text')}><Slider className="cw-split" min={0} max={WHOLE} step={10} marks={{ 0: '0%', 50: '50%', 100: '100%' }} tooltip={{ formatter: (share) => `${share ?? 0}%` }} ariaLabelForHandle={say('transfer.split')} /></Form.Item>
        <ProblemAlert problem={over.error} />
      </Form>
    </Modal>
  );
}
