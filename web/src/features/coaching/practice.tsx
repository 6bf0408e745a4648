import { Alert, App, Button, Select, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { rights } from '@/client/rights';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { clock } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type PracticeCall, type PracticeRoom, usePractise, usePracticeCalls, usePracticeRoom } from './practice-api';
import { words } from './practice-words';

/** A customer to practise with, and what came of earlier practice; others see the calls of a person alone. */
export function PracticeSection({ person, own }: { person: string; own: boolean }) {
  const say = useWords(words);
  const may = useMay();
  return (
    <Section title={say('title')} extra={<span className="cw-quiet">{say('lead')}</span>} testid="practice">
      <div className="cw-stack">
        {own && may(rights.desk) && <Room />}
        <PracticeTable person={person} own={own} />
      </div>
    </Section>
  );
}

function Room() {
  return <Loaded query={usePracticeRoom()} rows={2}>{(room) => <Choice room={room} />}</Loaded>;
}

function Choice({ room }: { room: PracticeRoom }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [code, setCode] = useState(room.customers[0]?.code ?? '');
  const practise = usePractise();
  const chosen = room.customers.find((one) => one.code === code);
  const go = () => practise.mutate(code, { onSuccess: () => void message.info(say('started')) });
  return (
    <div className="cw-stack">
      {room.why_not && <Alert type="info" showIcon title={pick(room.why_not)} data-testid="practice-why-not" />}
      {room.voice_note && <Alert type="warning" showIcon title={say('tones')} description={pick(room.voice_note)} data-testid="practice-tones" />}
      <div className="cw-actions">
        <Select style={{ minWidth: 180 }} value={code} onChange={setCode} aria-label={say('choose')} options={room.customers.map((one) => ({ value: one.code, label: pick(one.name) }))} data-testid="practice-customer" />
        <Button type="primary" onClick={go} loading={practise.isPending} disabled={room.why_not !== null} data-testid="practise">{say('start')}</Button>
      </div>
      {chosen && <p className="cw-quiet">{say('trains', { text: pick(chosen.trains) })} {say('chinese')}</p>}
      {chosen && <details><summary>{say('says')}</summary><ol>{chosen.lines.map((line) => <li key={line.zh}>{pick(line)}</li>)}</ol></details>}
      <ProblemAlert problem={practise.error} />
    </div>
  );
}

/** Practice calls of one person, or of everybody in scope. */
export function PracticeTable({ person, own }: { person: string; own: boolean }) {
  const say = useWords(words);
  const [at, setAt] = useState({ page: 1, size: 10 });
  const query = usePracticeCalls(person, at);
  const columns: TableColumnsType<PracticeCall> = [
    ...(person || own ? [] : [{ title: say('person'), dataIndex: 'person', width: 110 }]),
    { title: say('customer'), render: (_, call) => <>{pick(call.customer)}{call.voice === 'tones' && <> <Tag>{say('hummed')}</Tag></>}</> },
    { title: say('date'), width: 150, render: (_, call) => <span className="cw-number">{when(call.started_at)}</span> },
    { title: say('length'), width: 110, align: 'right', render: (_, call) => call.ended_at ? <span className="cw-number">{clock(call.talk_seconds)}</span> : say('running') },
    { title: say('checks'), width: 150, render: (_, call) => <Checks call={call} /> },
    { title: '', width: 90, render: (_, call) => call.ended_at && <Link to={`/practice/${call.id}`}>{say('open')}</Link> },
  ];
  return (
    <PagedTable<PracticeCall>
      query={query} columns={columns} rowKey={(call) => call.id} label={say('title')} minWidth={640} onPage={(page, size) => setAt({ page, size })}
      empty={<EmptyState title={say('empty.title')} text={say(own ? 'empty.own' : 'empty.team')} />}
    />
  );
}

function Checks({ call }: { call: PracticeCall }) {
  const say = useWords(words);
  if (call.checked !== null && call.missed !== null) {
    return <StatusTag tone={call.missed === 0 ? 'good' : 'warning'}>{say('checks.passed', { passed: call.checked - call.missed, all: call.checked })}</StatusTag>;
  }
  return <span className="cw-quiet">{say(call.reviewed ? 'checks.measures' : 'checks.waiting')}</span>;
}
