import { Alert, App, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Trunk, type TrunkWish, useKeepTrunk } from './api';
import { words } from './words';

const transports = ['udp', 'tcp', 'tls'];
const fresh: TrunkWish = { name: '', node: 'main', address: '', transport: 'tls', username: '', registers: false, calls_per_second: 5, enabled: true };

/** A way out. Its password goes to the server and never comes back; left empty it stays what it was. */
export function TrunkDialog({ trunk, onClose }: { trunk: Trunk | null; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<TrunkWish>();
  const keep = useKeepTrunk();
  const known = trunk ?? fresh;
  const go = ({ secret, ...rest }: TrunkWish) => keep.mutate({ ...known, ...rest, ...(secret ? { secret } : {}) }, { onSuccess: () => { onClose(); void message.success(say('saved')); } });
  const needed = [{ required: true, message: say('need') }];
  return (
    <Modal open title={trunk ? say('trunk.edit', { name: trunk.name }) : say('trunk.add')} onCancel={onClose} okText={say('save')} cancelText={say('cancel')} confirmLoading={keep.isPending} onOk={() => form.submit()}>
      <Form<TrunkWish> form={form} layout="vertical" requiredMark={false} initialValues={known} onFinish={go} autoComplete="off" data-testid="trunk-form">
        {trunk?.simulated && <Form.Item><Alert type="warning" showIcon title={say('simulated.change')} /></Form.Item>}
        <Form.Item name="name" label={say('trunk.name')} rules={needed}><Input disabled={trunk !== null} maxLength={60} /></Form.Item>
        <Form.Item name="address" label={say('trunk.address')} rules={needed}><Input placeholder="sbc.example.com:5061" /></Form.Item>
        <div className="cw-form-grid">
          <Form.Item name="transport" label={say('trunk.transport')}><Select options={transports.map((value) => ({ value, label: value.toUpperCase() }))} /></Form.Item>
          <Form.Item name="calls_per_second" label={say('trunk.perSecond')} rules={needed}><InputNumber min={1} max={200} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="username" label={say('trunk.username')}><Input autoComplete="off" /></Form.Item>
          <Form.Item name="secret" label={say('trunk.secret')}><Input.Password autoComplete="new-password" placeholder={trunk ? say('trunk.secret.kept') : ''} /></Form.Item>
          <Form.Item name="registers" label={say('trunk.registers')} valuePropName="checked"><Switch /></Form.Item>
          <Form.Item name="enabled" label={say('line.enabled')} valuePropName="checked"><Switch /></Form.Item>
        </div>
        <ProblemAlert problem={keep.error} />
      </Form>
    </Modal>
  );
}
