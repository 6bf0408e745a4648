import { Alert, Button, Form, Input } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { useWords } from '@/lib/words';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Credentials, useCompany, useSignIn } from './api';
import { Door } from './door';
import { words } from './words';

/** Only an address inside this house is followed after sign-in. */
function inside(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export default function SignIn() {
  const say = useWords(words);
  const go = useNavigate();
  const [params] = useSearchParams();
  const signIn = useSignIn();
  const company = useCompany();
  const [form] = Form.useForm<Credentials>();
  const enter = (who: Credentials) => signIn.mutate(who, {
    onSuccess: () => void go(inside(params.get('next')), { replace: true }),
    onError: () => form.resetFields(['password']),
  });
  return (
    <Door title={say('signIn.title')} lead={say('signIn.lead')}>
      {company.data?.has_owner === false && <Alert type="info" showIcon title={say('noOwner')} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={enter} disabled={signIn.isPending}>
        <Form.Item name="login" label={say('login')} rules={[{ required: true, message: say('required', { field: say('login') }) }]}>
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('required', { field: say('password') }) }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <div className="cw-stack">
          <ProblemAlert problem={signIn.error} />
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>{say('signIn.do')}</Button>
        </div>
      </Form>
    </Door>
  );
}
