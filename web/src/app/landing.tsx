import { Button } from 'antd';
import { Navigate, useNavigate } from 'react-router';
import { useMe } from '@/client/session';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { visibleEntries } from './menu';
import { words } from './words';

/** "/" leads everybody to the page that is their work: owners to the findings, agents to their own numbers. */
export function Landing() {
  const { data: me } = useMe();
  if (!me) return null;
  const own = me.roles.length === 1 && me.roles[0] === 'agent';
  const first = own ? (visibleEntries(me).some((entry) => entry.key === 'desk') ? '/desk' : '/my-numbers') : visibleEntries(me)[0]?.path ?? '/people';
  return <Navigate to={first} replace />;
}

export function NotFound() {
  const say = useWords(words);
  const go = useNavigate();
  return <EmptyState title={say('notFound.title')} text={say('notFound.text')}><Button type="primary" onClick={() => void go('/')}>{say('notFound.home')}</Button></EmptyState>;
}
