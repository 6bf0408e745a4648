import { App, Form, Input, Modal, Select } from 'antd';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { useAssign } from './api';
import { words } from './words';

interface Fields { campaign: string; method: string; people?: string[] }
const methods = ['round_robin', 'fair_share', 'region', 'skill'] as const;

export function AssignDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const assign = useAssign();
  const go = (fields: Fields) => assign.mutate(fields, {
    onSuccess: (done) => { onClose(); void message.success(say('assign.done', { n: done.assigned })); },
  });
  return (
    <Modal title={say('assign')} open={open} onCancel={onClose} okText={say('assign.go')} confirmLoading={assign.isPending} onOk={() => form.submit()} destroyOnHidden>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ method: 'fair_share' }} onFinish={go}>
        <p className="cw-quiet">{say('assign.text')}</p>
        <Form.Item name="campaign" label={say('campaign.code')} rules={[{ required: true, message: say('assign.needCampaign') }]}><Input /></Form.Item>
        <Form.Item name="method" label={say('assign.method')}><Select options={methods.map((value) => ({ value, label: say(`method.${value}`) }))} /></Form.Item>
        <Form.Item name="people" label={say('assign.people')} extra={say('assign.peopleHint')}><Select mode="tags" open={false} suffixIcon={null} /></Form.Item>
        <ProblemAlert problem={assign.error} />
      </Form>
    </Modal>
  );
}
