import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import { Ladder } from '@/ui/ladder';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Desk, useOwnLadder } from './api';
import { ManualDial } from './manual-dial';
import { words } from './words';

/** Beside the work: how my day goes, what I promised, and a number to dial by hand. */
export function SideColumn({ desk, campaign }: { desk: Desk; campaign: string }) {
  const say = useWords(words);
  const numbers = useOwnLadder(`${desk.call?.id ?? ''} ${desk.pending_disposition?.id ?? ''}`);
  return (
    <div className="cw-stack cw-wide-gap">
      <Section title={say('ladder')} testid="own-ladder" extra={<Link to="/my-numbers">{say('ladder.more')}</Link>}>
        <Loaded query={numbers} rows={4}>{(mine) => <Ladder steps={mine.ladder} />}</Loaded>
      </Section>
      <NextTask desk={desk} />
      <ManualDial desk={desk} campaign={campaign} />
    </div>
  );
}

function NextTask({ desk }: { desk: Desk }) {
  const say = useWords(words);
  const go = useNavigate();
  const task = desk.next_task;
  return (
    <Section title={say('tasks.next')} testid="next-task" extra={<Button size="small" onClick={() => void go('/leads?tab=tasks')}>{say('tasks.all')}</Button>}>
      {task
        ? <div><b>{task.company}</b> · {say.code('task', task.kind)}<div className="cw-number">{when(task.due_at)}</div>{task.note && <p className="cw-quiet">{task.note}</p>}</div>
        : <p className="cw-quiet">{say('tasks.none')}</p>}
    </Section>
  );
}
