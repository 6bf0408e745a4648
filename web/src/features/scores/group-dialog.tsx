import { Form, Modal, Select } from 'antd';
import { usePeopleInScope } from '@/client/people';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Project, useGroup } from './api';
import { words } from './words';

export const duties = ['leader', 'executive', 'sales_manager', 'finance_manager', 'rep'] as const;
type Fields = Record<(typeof duties)[number], string[]>;

/** Who sits on each seat of the group; the invited reps are one or two. */
export function GroupDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const people = usePeopleInScope();
  const save = useGroup(project.id);
  const seated = Object.fromEntries(duties.map((duty) => [duty, project.members.filter((one) => one.duty === duty).map((one) => one.person_id ?? one.name)])) as Fields;
  const options = (people.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.employee_number})` }));
  const known = new Set(options.map((one) => one.value));
  const go = (fields: Fields) => save.mutate(
    duties.flatMap((duty) => (fields[duty] ?? []).map((who) => (known.has(who) ? { duty, person_id: who, name: '' } : { duty, person_id: null, name: who }))),
    { onSuccess: onClose },
  );
  return (
    <Modal open title={say('group.change')} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={save.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={seated} onFinish={go}>
        {duties.map((duty) => (
          <Form.Item key={duty} name={duty} label={say(`duty.${duty}`)}>
            <Select mode={duty === 'leader' ? 'tags' : 'multiple'} maxCount={duty === 'rep' ? 2 : 1} options={options} showSearch={{ optionFilterProp: 'label' }} data-testid={`seat-${duty}`} />
          </Form.Item>
        ))}
        <ProblemAlert problem={save.error} />
      </Form>
    </Modal>
  );
}
