import { Button, Segmented, Space, type TableColumnsType } from 'antd';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Task, type TaskState, useCloseTask, useReminders, useTasks } from '../api';
import { words } from '../words';

const tones: Record<TaskState, Tone> = { overdue: 'bad', today: 'warning', later: 'waiting', done: 'good', cancelled: 'quiet' };
const open: TaskState[] = ['overdue', 'today', 'later'];
const closed: TaskState[] = ['done', 'cancelled'];

/** Follow-ups and callbacks: overdue first, then today's, then the later ones. */
export function Tasks() {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['show', 'tab']);
  const query = useTasks({ state: values.show === 'closed' ? closed : open, page, size });
  const close = useCloseTask();
  const columns: TableColumnsType<Task> = [
    { title: say('task.due'), width: 150, render: (_, task) => <span className="cw-number">{when(task.due_at)}</span> },
    { title: say('state'), width: 110, render: (_, task) => <StatusTag tone={tones[task.state]}>{say(`task.${task.state}`)}</StatusTag> },
    { title: say('task.kind'), width: 100, render: (_, task) => say(`kind.${task.kind}`) },
    { title: say('company'), width: 180, render: (_, task) => <>{task.company || '—'}{task.contact_person && <div className="cw-quiet">{task.contact_person}</div>}</> },
    { title: say('task.note'), render: (_, task) => <>{task.note || '—'}{task.closed_note && <div className="cw-quiet">{task.closed_note}</div>}</> },
    { title: say('task.by'), width: 100, dataIndex: 'created_by' },
    { title: say('acts'), width: 150, render: (_, task) => task.closed_at === null && (
      <Space wrap size={4}>
        <Button size="small" type="primary" onClick={() => close.mutate({ id: task.id, done: true, note: '' })} aria-label={say('task.doneOf', { company: task.company })} data-testid="task-done">{say('task.do')}</Button>
        <Button size="small" onClick={() => close.mutate({ id: task.id, done: false, note: '' })} aria-label={say('task.cancelOf', { company: task.company })}>{say('task.cancel')}</Button>
      </Space>
    ) },
  ];
  return (
    <div className="cw-page">
      <Section testid="tasks">
        <div className="cw-stack">
          <Reminders />
          <Segmented value={values.show} onChange={(show) => set({ show })} aria-label={say('state')} options={[{ value: '', label: say('task.open') }, { value: 'closed', label: say('task.closed') }]} />
          <ProblemAlert problem={close.error} />
          <PagedTable<Task>
            query={query} columns={columns} rowKey={(task) => task.id} label={say('tasks')} minWidth={900} onPage={(to, rows) => set({ page: to, size: rows })}
            empty={<EmptyState title={say('tasks.empty.title')} text={say('tasks.empty.text')} />}
          />
        </div>
      </Section>
    </div>
  );
}

function Reminders() {
  const say = useWords(words);
  const { data } = useReminders();
  if (!data) return null;
  return (
    <Figures>
      <FigureWithDefinition label={say('task.overdue')} value={count(data.overdue)} definition="overdue" tone={data.overdue > 0 ? 'bad' : 'plain'} testid="tasks-overdue" />
      <FigureWithDefinition label={say('task.today')} value={count(data.today)} definition="dueToday" testid="tasks-today" />
      <FigureWithDefinition label={say('task.later')} value={count(data.later)} definition="dueLater" />
      <FigureWithDefinition label={say('warnings.figure')} value={count(data.warnings)} definition="protection" tone={data.warnings > 0 ? 'bad' : 'plain'} />
    </Figures>
  );
}
