import { Button, Form, Input } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Waiting } from '@/ui/loaded';
import { ProblemAlert } from '@/ui/problem-alert';
import { type LinkUse, useCompany, useFirstOwner } from './api';
import { Door } from './door';
import { words } from './words';

/** A one-time link: in a company without an owner it makes the owner, otherwise it sets an invited person's password. */
export default function FirstOwner() {
  const say = useWords(words);
  const [params] = useSearchParams();
  const token = params.get('token') ?? '';
  const company = useCompany();
  const invited = company.data?.has_owner === true;
  return (
    <Door title={say(invited ? 'invited.title' : 'owner.title')} lead={say(invited ? 'invited.lead' : 'owner.lead')}>
      {!token && <EmptyState title={say('owner.noToken.title')} text={say('owner.noToken.text')} />}
      <ProblemAlert problem={company.error} />
      {token && company.isPending && <Waiting rows={3} />}
      {token && company.data && <LinkForm token={token} invited={invited} />}
    </Door>
  );
}

function LinkForm({ token, invited }: { token: string; invited: boolean }) {
  const say = useWords(words);
  const go = useNavigate();
  const found = useFirstOwner();
  const needed = (field: 'name' | 'login' | 'password' | 'passwordAgain') => ({ required: true, message: say('required', { field: say(field) }) });
  const finish = ({ login, name, password }: Omit<LinkUse, 'token'>) =>
    found.mutate({ token, login: login ?? null, name: name ?? null, password }, { onSuccess: () => void go('/', { replace: true }) });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={finish} disabled={found.isPending}>
      {!invited && <Form.Item name="name" label={say('name')} rules={[needed('name')]}><Input autoComplete="name" autoFocus /></Form.Item>}
      {!invited && <Form.Item name="login" label={say('login')} rules={[needed('login')]}><Input autoComplete="username" /></Form.Item>}
      <Form.Item name="password" label={say('password')} extra={say('passwordHint')} rules={[needed('password'), { min: 10, message: say('passwordHint') }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again" label={say('passwordAgain')} dependencies={['password']}
        rules={[needed('passwordAgain'), ({ getFieldValue }) => ({
          validator: (_, value) => !value || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(say('different'))),
        })]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <div className="cw-stack">
        <ProblemAlert problem={found.error} />
        <Button type="primary" htmlType="submit" block loading={found.isPending}>{say(invited ? 'invited.do' : 'owner.do')}</Button>
      </div>
    </Form>
  );
}
