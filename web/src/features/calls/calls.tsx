import { Button, DatePicker, Segmented, Select, type TableColumnsType, Tag } from 'antd';
import dayjs from 'dayjs';
import { Link, useNavigate } from 'react-router';
import { when } from '@/lib/dates';
import { clock } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Call, useCalls } from './api';
import { ImportActs } from './import-acts';
import { OutcomeTag, outcomes } from './outcome-tag';
import { useClear } from '@/ui/use-clear';
import { words } from './words';

export default function Calls() {
  const say = useWords(words);
  return (
    <Only permission="calls.read">
      <Page title={say('title')} lead={say('lead')} actions={<ImportActs />}><Section><CallTable /></Section></Page>
    </Only>
  );
}

function CallTable() {
  const say = useWords(words);
  const clear = useClear();
  const name = useWords(codes);
  const go = useNavigate();
  const { values, page, size, set } = useUrlState(['day', 'month', 'outcome', 'person', 'recorded']);
  const query = useCalls({ ...values, page, size });
  const columns: TableColumnsType<Call> = [
    { title: say('start'), fixed: 'left', width: 150, render: (_, call) => <Link to={`/calls/${call.id}`} className="cw-number">{when(call.started_at)}</Link> },
    { title: say('agent'), dataIndex: 'person', width: 110 },
    { title: say('number'), width: 130, render: (_, call) => <span className="cw-number">{call.number}</span> },
    { title: say('direction'), width: 90, render: (_, call) => name.code('direction', call.direction) },
    { title: say('outcome'), width: 140, render: (_, call) => <OutcomeTag outcome={call.outcome} /> },
    { title: <>{say('talk')}<DefinitionMark of="talk" figure={say('talk')} /></>, align: 'right', width: 130, render: (_, call) => call.answered_at ? <span className="cw-number">{clock(call.talk_seconds)}</span> : '—' },
    { title: say('recording'), width: 90, render: (_, call) => call.recording_name ? say('recording.yes') : <span className="cw-quiet">{say('recording.no')}</span> },
  ];
  const filtered = Object.values(values).some(Boolean);
  return (
    <>
      <div className="cw-filters" role="search">
        <Segmented value={values.recorded} onChange={(recorded) => set({ recorded })} aria-label={say('recording')} options={[{ value: '', label: say('recording.all') }, { value: 'true', label: say('recording.only') }]} />
        <DatePicker aria-label={say('day')} placeholder={say('day')} value={values.day ? dayjs(values.day) : null} onChange={(chosen) => set({ day: chosen ? chosen.format('YYYY-MM-DD') : '' })} />
        <Select allowClear={clear} aria-label={say('outcome')} placeholder={say('outcome')} value={values.outcome || undefined} onChange={(outcome?: string) => set({ outcome })} options={outcomes.map((value) => ({ value, label: name.code('outcome', value) }))} />
        {values.month && <Tag closable onClose={() => set({ month: '' })} data-testid="month-filter">{values.month}</Tag>}
        {values.person && <Tag closable onClose={() => set({ person: '' })} data-testid="person-filter">{say('onePerson')}</Tag>}
      </div>
      <PagedTable<Call>
        query={query} columns={columns} rowKey={(call) => call.id} label={say('title')} minWidth={860}
        onPage={(to, rows) => set({ page: to, size: rows })} onOpen={(call) => void go(`/calls/${call.id}`)}
        empty={filtered
          ? <EmptyState title={say('none.title')} text={say('none.text')}><Button onClick={() => set({ day: '', month: '', outcome: '', person: '', recorded: '' })}>{say('clear')}</Button></EmptyState>
          : <EmptyState title={say('empty.title')} text={say('empty.text')}><ImportActs /></EmptyState>}
      />
    </>
  );
}
