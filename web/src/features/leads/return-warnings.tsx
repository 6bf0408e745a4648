import { Alert } from 'antd';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { useWarnings } from './api';
import { words } from './words';

const MOST = 5;

/** Leads that go back to the pool unless somebody works on them, the soonest first. */
export function ReturnWarnings() {
  const say = useWords(words);
  const found = useWarnings().data ?? [];
  if (found.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon data-testid="return-warnings" title={say('warnings', { n: count(found.length) })}
      description={
        <ul className="cw-plain-list">
          {found.slice(0, MOST).map((one) => <li key={one.lead_id}>{say('warning', { company: one.company || one.person, owner: one.owner, at: when(one.returns_at) })}</li>)}
          {found.length > MOST && <li>{say('warnings.more', { n: count(found.length - MOST) })}</li>}
        </ul>
      }
    />
  );
}
