import { App, Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useMay, useMe } from '@/client/session';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { MonthPicker } from '@/ui/month-picker';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type PersonGoals, useAcknowledge, useGoals } from './api';
import { CascadeSection } from './cascade';
import { ChangeDialog, ChangesSection } from './changes';
import { MissingList } from './missing-list';
import { words as planWords } from './plan-words';
import { TargetTable } from './target-table';
import { words } from './words';

export function GoalsTab({ month, onMonth, importButton }: { month: string; onMonth: (month: string) => void; importButton: ReactNode }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const plan = useWords(planWords);
  const may = useMay();
  const query = useGoals(month);
  return (
    <div className="cw-stack">
      <div className="cw-actions"><MonthPicker value={month} onChange={onMonth} />{may('goals.write') && <Button href={`/api/goals/workbook.xlsx?month=${month}`} data-testid="workbook">{plan('download')}</Button>}</div>
      <Loaded query={query}>
        {(cycle) => {
          if (cycle.items.every((person) => person.indicators.length === 0)) return <Section><EmptyState title={say('goals.empty.title', { month })} text={say('goals.empty.text')}>{importButton}</EmptyState></Section>;
          const mine = cycle.items.find((person) => person.person_id === me?.person_id);
          return (
            <>
              {mine && <MyGoals goals={mine} month={month} />}
              <MissingList missing={cycle.missing} />
              {(!mine || cycle.items.length > 1) && <CascadeSection month={month} />}
              {(!mine || cycle.items.length > 1) && <Everybody people={cycle.items} month={month} sealed={cycle.sealed_at !== null} />}
              <ChangesSection month={month} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Acknowledged({ at }: { at: string | null }) {
  const say = useWords(words);
  return at ? <StatusTag tone="good">{say('acknowledged')} {when(at)}</StatusTag> : <StatusTag tone="warning">{say('notAcknowledged')}</StatusTag>;
}

function MyGoals({ goals, month }: { goals: PersonGoals; month: string }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const acknowledge = useAcknowledge(month);
  const go = () => acknowledge.mutate(undefined, { onSuccess: () => void message.success(say('acknowledge.done', { month })) });
  return (
    <Section title={say('mine')} extra={<Acknowledged at={goals.acknowledged_at} />} testid="my-goals">
      <div className="cw-stack">
        {goals.post && <p><strong>{goals.post}</strong> <span className="cw-quiet">{goals.responsibilities}</span></p>}
        <TargetTable targets={goals.indicators} />
        <ProblemAlert problem={acknowledge.error} />
        {!goals.acknowledged_at && goals.indicators.length > 0 && <div><Button type="primary" onClick={go} loading={acknowledge.isPending} data-testid="acknowledge">{say('acknowledge')}</Button></div>}
      </div>
    </Section>
  );
}

function Everybody({ people, month, sealed }: { people: PersonGoals[]; month: string; sealed: boolean }) {
  const say = useWords(words);
  const plan = useWords(planWords);
  const may = useMay();
  const [changing, setChanging] = useState<PersonGoals | null>(null);
  const mayChange = may('goals.write') && !sealed;
  const done = people.filter((person) => person.acknowledged_at).length;
  return (
    <Section title={say('everybody')} extra={<span data-testid="acknowledged-count">{say('progress', { done: count(done), all: count(people.length) })}</span>} testid="goals">
      <Table<PersonGoals>
        size="small" rowKey="person_id" dataSource={people} pagination={{ pageSize: 50, hideOnSinglePage: true }} scroll={{ x: 960 }} aria-label={say('everybody')}
        expandable={{ expandedRowRender: (person) => <><p className="cw-quiet">{person.responsibilities}</p><TargetTable targets={person.indicators} /></> }}
        columns={[
          { title: say('name'), dataIndex: 'name', width: 90 },
          { title: say('number'), dataIndex: 'employee_number', width: 80 },
          { title: say('department'), dataIndex: 'department', width: 100 },
          { title: say('post'), dataIndex: 'post', width: 110 },
          { title: say('indicators'), render: (_, person) => person.indicators.map((one) => pick(bilingual(one.title))).join('、') },
          { title: say('acknowledged'), width: 190, render: (_, person) => <Acknowledged at={person.acknowledged_at} /> },
          ...(mayChange ? [{ title: '', width: 110, render: (_: unknown, person: PersonGoals) => person.indicators.length > 0 && <Button size="small" onClick={() => setChanging(person)} data-testid={`change-${person.employee_number}`}>{plan('change')}</Button> }] : []),
        ]}
      />
      {changing && <ChangeDialog person={changing} month={month} onClose={() => setChanging(null)} />}
    </Section>
  );
}
