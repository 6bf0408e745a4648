import { Alert, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useSample } from '@/client/sample';
import { useMe } from '@/client/session';
import { useWords } from '@/lib/words';
import { words } from './words';

/** While only simulated customers can be called: the way to a first call. */
export function FirstCall() {
  const say = useWords(words);
  const go = useNavigate();
  const { data: me } = useMe();
  if (!useSample().data?.customers || !me?.person_id) return null;
  return <Alert type="info" showIcon title={say('firstCall.title')} description={say('firstCall.text')} action={<Button type="primary" onClick={() => void go('/desk')} data-testid="first-call">{say('firstCall.go')}</Button>} />;
}
