import { Button, DatePicker, Segmented, Table, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { Link, useNavigate } from 'react-router';
import { day, when } from '@/lib/dates';
import { count, points } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag } from '@/ui/status-tag';
import { type Grade, type QualityResult, useGrades, useMeaning, useResults } from './api';
import { DisputeTag } from './dispute-steps';
import { words } from './words';

const back = (days: number) => day(new Date(Date.now() - days * 86_400_000));

/** What the grades in force come to, person by person, and the grades themselves. */
export function ResultsTab() {
  const say = useWords(words);
  const { values, set } = useUrlState(['tab', 'first', 'last', 'person', 'passed'], { first: back(29), last: day() });
  const period = { first_day: values.first, last_day: values.last };
  return (
    <div className="cw-page">
      <div className="cw-actions">
        <DatePicker allowClear={false} aria-label={say('from')} value={dayjs(values.first)} onChange={(to) => { if (to) set({ first: to.format('YYYY-MM-DD') }); }} />
        <DatePicker allowClear={false} aria-label={say('to')} value={dayjs(values.last)} onChange={(to) => { if (to) set({ last: to.format('YYYY-MM-DD') }); }} />
      </div>
      <Results period={period} onPerson={(person) => set({ person })} />
      <Grades period={period} person={values.person} passed={values.passed} onPassed={(passed) => set({ passed })} />
    </div>
  );
}

function Results({ period, onPerson }: { period: { first_day: string; last_day: string }; onPerson: (person: string) => void }) {
  const say = useWords(words);
  const meaning = useMeaning();
  const query = useResults(period);
  const mark = (name: string, figure: string) => { const of = meaning(name); return of && <DefinitionMark of={of} figure={figure} />; };
  const columns: TableColumnsType<QualityResult> = [
    { title: say('person'), render: (_, one) => <Button type="link" className="cw-link" onClick={() => onPerson(one.person_id)}>{one.person}</Button> },
    { title: say('graded'), align: 'right', render: (_, one) => count(one.graded) },
    { title: <>{say('mean')}{mark('result', say('mean'))}</>, align: 'right', render: (_, one) => <span data-testid={`mean-${one.employee_number}`} className="cw-number">{points(one.mean_score)}</span> },
    { title: <>{say('passed')}{mark('passed', say('passed'))}</>, align: 'right', render: (_, one) => `${count(one.passed)} / ${count(one.graded)}` },
    { title: say('fails'), align: 'right', render: (_, one) => count(one.instant_fails) },
    { title: say('disputed'), align: 'right', render: (_, one) => count(one.disputed) },
    { title: say('changed'), align: 'right', render: (_, one) => count(one.changed) },
  ];
  return (
    <Section title={say('results')} testid="quality-results">
      <Loaded query={query}>
        {(found) => found.total === 0
          ? <EmptyState title={say('results.empty.title')} text={say('results.empty.text')} />
          : <Table<QualityResult> size="small" rowKey="person_id" dataSource={found.items} columns={columns} scroll={{ x: 720 }} aria-label={say('results')} pagination={{ pageSize: 20, hideOnSinglePage: true }} />}
      </Loaded>
    </Section>
  );
}

function Grades({ period, person, passed, onPassed }: { period: { first_day: string; last_day: string }; person: string; passed: string; onPassed: (passed: string) => void }) {
  const say = useWords(words);
  const go = useNavigate();
  const { page, size, set } = useUrlState(['tab']);
  const query = useGrades({ ...period, person, passed, page, size });
  const columns: TableColumnsType<Grade> = [
    { title: say('day'), width: 120, render: (_, one) => <Link to={`/quality/calls/${one.attempt_id}`} className="cw-number">{one.day}</Link> },
    { title: say('person'), dataIndex: 'person', width: 110 },
    { title: say('score'), align: 'right', width: 90, render: (_, one) => <span className="cw-number">{points(one.score)}</span> },
    { title: say('verdict'), width: 110, render: (_, one) => <Verdict passed={one.passed} /> },
    { title: say('dispute'), width: 130, render: (_, one) => one.dispute ? <DisputeTag dispute={one.dispute} /> : (one.kind === 'decision' ? <StatusTag tone="good">{say('state.changed')}</StatusTag> : '—') },
    { title: say('grader'), dataIndex: 'by_name', width: 120 },
    { title: say('gradedAt'), width: 150, render: (_, one) => <span className="cw-number">{when(one.graded_at)}</span> },
  ];
  return (
    <Section title={say('grades')} testid="quality-grades">
      <div className="cw-filters" role="search"><Segmented value={passed} onChange={onPassed} aria-label={say('verdict')} options={[{ value: '', label: say('all') }, { value: 'false', label: say('passed.no') }, { value: 'true', label: say('passed.yes') }]} /></div>
      <PagedTable<Grade>
        query={query} columns={columns} rowKey={(one) => one.id} label={say('grades')} minWidth={860} onOpen={(one) => void go(`/quality/calls/${one.attempt_id}`)}
        onPage={(to, rows) => set({ page: to, size: rows })} empty={<EmptyState title={say('grades.empty.title')} text={say('grades.empty.text')} />}
      />
    </Section>
  );
}

export function Verdict({ passed }: { passed: boolean }) {
  const say = useWords(words);
  return <StatusTag tone={passed ? 'good' : 'bad'}>{say(passed ? 'passed.yes' : 'passed.no')}</StatusTag>;
}
