import { when } from '@/lib/dates';
import { useWords } from '@/lib/words';
import type { LeadCard } from './api';
import { words } from './words';

export function TaskList({ tasks }: { tasks: LeadCard['tasks'] }) {
  const say = useWords(words);
  if (tasks.length === 0) return <p className="cw-quiet">{say('tasks.none')}</p>;
  return (
    <ul className="cw-history">
      {tasks.map((task) => <li key={task.id}><div className="cw-file-facts"><time className="cw-number">{when(task.due_at)}</time><b>{say.code('task', task.kind)}</b></div>{task.note && <p>{task.note}</p>}</li>)}
    </ul>
  );
}
