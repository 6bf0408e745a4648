import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { rights } from '@/client/rights';
import { useMay, useMe } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { EmptyState } from '@/ui/empty-state';
import { FloorTag } from '@/ui/floor-tag';
import { RunningClock } from '@/ui/running-clock';
import { StatusTag } from '@/ui/status-tag';
import { useClear } from '@/ui/use-clear';
import type { BoardPerson } from './api';
import { ListenActs } from './listen-acts';
import { words } from './words';

const onCall = new Set(['talking', 'hold']);

/** Everybody within the viewer's scope, one row each; state, team and name to filter by stand in the address. */
export function PeopleTable({ people }: { people: BoardPerson[] }) {
  const say = useWords(words);
  const { values, page, set } = useUrlState(['state', 'team', 'q']);
  const columns = useColumns();
  const found = useMemo(() => people.filter((person) => (!values.state || person.state === values.state) && (!values.team || person.team === values.team) && person.person.includes(values.q)), [people, values]);
  if (people.length === 0) return <EmptyState title={say('empty.title')} text={say('empty.text')} />;
  return (
    <>
      <Filters people={people} />
      {found.length === 0
        ? <EmptyState title={say('none.title')} text={say('none.text')}><Button onClick={() => set({ state: '', team: '', q: '' })}>{say('none.clear')}</Button></EmptyState>
        : <Table<BoardPerson> size="small" rowKey="person_id" dataSource={found} columns={columns} aria-label={say('people')} scroll={{ x: 940 }} pagination={{ current: page, pageSize: 20, hideOnSinglePage: true, showSizeChanger: false, onChange: (to) => set({ page: to }) }} />}
    </>
  );
}

function Filters({ people }: { people: BoardPerson[] }) {
  const say = useWords(words);
  const name = useWords(codes);
  const clear = useClear();
  const { values, set } = useUrlState(['state', 'team', 'q']);
  const distinct = (all: (string | null)[]) => [...new Set(all.filter((one): one is string => Boolean(one)))];
  return (
    <div className="cw-filters" role="search">
      <Input.Search allowClear={clear} aria-label={say('search')} placeholder={say('search')} defaultValue={values.q} onSearch={(q) => set({ q })} />
      <Select allowClear={clear} aria-label={say('state')} placeholder={say('state')} value={values.state || undefined} onChange={(state?: string) => set({ state })} options={distinct(people.map((person) => person.state)).map((value) => ({ value, label: name.code('floor', value) }))} />
      <Select allowClear={clear} aria-label={say('team')} placeholder={say('team')} value={values.team || undefined} onChange={(team?: string) => set({ team })} options={distinct(people.map((person) => person.team)).map((value) => ({ value, label: value }))} />
    </div>
  );
}

function useColumns(): TableColumnsType<BoardPerson> {
  const say = useWords(words);
  const may = useMay()(rights.listen);
  const { data: me } = useMe();
  return [
    { title: say('person'), fixed: 'left', width: 100, dataIndex: 'person' },
    { title: say('team'), width: 90, render: (_, one) => one.team ?? '—' },
    { title: say('state'), width: 120, render: (_, one) => <FloorTag state={one.state} /> },
    { title: say('since'), width: 80, align: 'right', render: (_, one) => <RunningClock since={one.since} /> },
    { title: say('campaign'), width: 130, render: (_, one) => one.campaign || '—' },
    { title: say('call'), width: 130, render: (_, one) => one.call ? <span className="cw-number">{one.call.number}</span> : '—' },
    { title: say('phone'), width: 110, render: (_, one) => one.phone_registered ? <StatusTag tone="good">{say('phone.ok')}</StatusTag> : <StatusTag tone={one.state === 'offline' ? 'quiet' : 'bad'}>{say('phone.off')}</StatusTag> },
    ...(may && me?.person_id ? [{ title: say('acts'), width: 180, render: (_: unknown, one: BoardPerson) => onCall.has(one.state) && one.call && one.person_id !== me?.person_id ? <ListenActs person={one} /> : null }] : []),
  ];
}
