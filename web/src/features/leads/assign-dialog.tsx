import { App, Form, Modal, Select } from 'antd';
import { bilingual, pick, useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Method, useAssign, useCampaigns } from './api';
import { words } from './words';

interface Fields { campaign: string; method: Method; people?: string[] }
const methods: Method[] = ['fair_share', 'round_robin', 'region', 'score', 'skill'];

export function AssignDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const campaigns = useCampaigns();
  const assign = useAssign();
  const go = ({ people, ...fields }: Fields) => assign.mutate({ ...fields, ...(people?.length ? { people } : {}) }, {
    onSuccess: (done) => {
      onClose();
      const left = done.left_because ? ` ${pick(bilingual(done.left_because))}` : '';
      void message.success(`${say('assign.done', { n: done.assigned, left: done.left, barred: done.barred })}${left}`, 6);
    },
  });
  return (
    <Modal title={say('assign')} open={open} onCancel={onClose} okText={say('assign.go')} confirmLoading={assign.isPending} onOk={() => form.submit()} destroyOnHidden>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ method: 'fair_share' }} onFinish={go}>
        <p className="cw-quiet">{say('assign.text')}</p>
        <Form.Item name="campaign" label={say('campaign')} rules={[{ required: true, message: say('assign.needCampaign') }]}>
          <Select options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))} />
        </Form.Item>
        <Form.Item name="method" label={say('assign.method')}><Select options={methods.map((value) => ({ value, label: say(`method.${value}`) }))} /></Form.Item>
        <Form.Item name="people" label={say('assign.people')} extra={say('assign.peopleHint')}><Select mode="tags" open={false} suffixIcon={null} /></Form.Item>
        <ProblemAlert problem={assign.error} />
      </Form>
    </Modal>
  );
}
