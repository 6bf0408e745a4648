import { Input, Select, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { clock, count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { useClear } from '@/ui/use-clear';
import { PersonChoice } from '@/ui/person-choice';
import { type Found, type Measure, useChecks, useSearch } from './api';
import { words } from './words';

const measures: Exclude<Measure, ''>[] = ['talk_share_agent', 'longest_monologue_seconds', 'interruptions_by_agent', 'silence_share', 'patience_seconds', 'speech_rate_agent', 'questions_agent'];

export function SearchTab() {
  const say = useWords(words);
  const name = useWords(codes);
  const go = useNavigate();
  const { values, page, size, set } = useUrlState(['words', 'check', 'measure', 'at_least', 'at_most', 'person']);
  const asked = Boolean(values.words || values.check || values.measure);
  const query = useSearch({ ...values, page, size }, asked);
  const columns: TableColumnsType<Found> = [
    { title: say('search.call'), width: 150, render: (_, call) => <Link className="cw-number" to={place(call)}>{when(call.started_at)}</Link> },
    { title: say('agent'), dataIndex: 'person', width: 100 },
    { title: say('outcome'), width: 110, render: (_, call) => name.code('outcome', call.outcome) },
    { title: say('search.said'), render: (_, call) => <Lines call={call} /> },
    ...(values.measure ? [{ title: say.code('measure', values.measure), align: 'right' as const, width: 130, render: (_: unknown, call: Found) => <span className="cw-number">{count(call.measure, 2)}</span> }] : []),
  ];
  return (
    <Section testid="call-search">
      <Filters values={values} set={set} />
      {asked
        ? <PagedTable<Found> query={query} columns={columns} rowKey={(call) => call.call_id} label={say('tab.search')} onPage={(to, rows) => set({ page: to, size: rows })} onOpen={(call) => void go(place(call))} empty={<EmptyState title={say('search.none')} text={say('search.none.text')} />} />
        : <EmptyState title={say('search.start')} text={say('search.start.text')} />}
    </Section>
  );
}

const place = (call: Found) => `/calls/${call.call_id}${call.said[0] ? `?at=${call.said[0].start}` : ''}`;

type Filter = 'words' | 'check' | 'measure' | 'at_least' | 'at_most' | 'person';

function Filters({ values, set }: { values: Record<Filter, string>; set: (changes: Partial<Record<Filter, string>>) => void }) {
  const say = useWords(words);
  const clear = useClear();
  const checks = useChecks().data ?? [];
  return (
    <div className="cw-filters" role="search">
      <Input.Search key={values.words} defaultValue={values.words} allowClear placeholder={say('search.words')} aria-label={say('search.words')} onSearch={(text) => set({ words: text.trim() })} style={{ width: 280 }} maxLength={100} />
      <Select allowClear={clear} aria-label={say('search.check')} placeholder={say('search.check')} value={values.check || undefined} onChange={(check?: string) => set({ check: check ?? '' })} showSearch={{ optionFilterProp: 'label' }} options={checks.map((check) => ({ value: check.code, label: pick(check.title) }))} />
      <Select allowClear={clear} aria-label={say('search.measure')} placeholder={say('search.measure')} value={values.measure || undefined} onChange={(measure?: string) => set({ measure: measure ?? '' })} options={measures.map((measure) => ({ value: measure, label: say.code('measure', measure) }))} style={{ width: 220 }} />
      {values.measure && <>
        <Input style={{ width: 100 }} defaultValue={values.at_least} placeholder={say('search.atLeast')} aria-label={say('search.atLeast')} onBlur={(event) => set({ at_least: event.target.value })} onPressEnter={(event) => set({ at_least: event.currentTarget.value })} />
        <Input style={{ width: 100 }} defaultValue={values.at_most} placeholder={say('search.atMost')} aria-label={say('search.atMost')} onBlur={(event) => set({ at_most: event.target.value })} onPressEnter={(event) => set({ at_most: event.currentTarget.value })} />
      </>}
      <PersonChoice label={say('person')} placeholder={say('everybody')} value={values.person} onChange={(person) => set({ person })} />
    </div>
  );
}

function Lines({ call }: { call: Found }) {
  return <>{call.said.slice(0, 3).map((line) => <div key={line.position}><Link to={`/calls/${call.call_id}?at=${line.start}`} className="cw-number">{clock(line.start)}</Link> {line.text}</div>)}</>;
}
