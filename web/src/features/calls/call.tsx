import { Alert, Button, Descriptions } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { timeOfDay, when } from '@/lib/dates';
import { duration } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { type CallDetail, maskedAddress, useCall } from './api';
import { MeasureTiles } from './measure-tiles';
import { OutcomeTag } from './outcome-tag';
import { Player, type PlayerDoor } from './player';
import { Comments, SaidPanel } from './said';
import { type Spoken, useSaid } from './said-api';
import { saidWords } from './said-words';
import { TurnList } from './turn-list';
import { words } from './words';

export default function CallPage() {
  const { id = '' } = useParams();
  const query = useCall(id);
  return <Only permission="calls.read"><Loaded query={query} rows={10}>{(call) => <Call call={call} />}</Loaded></Only>;
}

function Call({ call }: { call: CallDetail }) {
  const say = useWords(words);
  const said = useSaid(call.id);
  const [params] = useSearchParams();
  const startAt = Number(params.get('at') ?? 0) || 0;
  const [at, setAt] = useState(startAt);
  const player = useRef<PlayerDoor>(null);
  const seek = useCallback((seconds: number) => { player.current?.seek(seconds); setAt(seconds); }, []);
  return (
    <Page title={`${call.person} · ${call.number}`} lead={<>{when(call.started_at)} · <OutcomeTag outcome={call.outcome} /></>} actions={<><Link to={`/quality/calls/${call.id}`}><Button tabIndex={-1} data-testid="to-grading">{say('grading')}</Button></Link><Link to="/calls"><Button tabIndex={-1}>{say('back')}</Button></Link></>}>
      <Section title={say('player')} testid="player" extra={call.recording && <Taking call={call} written={Boolean(said.data?.transcript)} />}>
        {call.recording?.truncated && <Alert type="warning" showIcon title={say('player.truncated')} />}
        {call.recording ? <Player ref={player} recording={call.recording.id} turns={call.turns} startAt={startAt} onTime={setAt} /> : <p>{say('player.none')}</p>}
      </Section>
      {call.recording && <Loaded query={said} rows={6}>{(spoken) => <Words call={call} spoken={spoken} at={at} onSeek={seek} />}</Loaded>}
      <Section title={say('measures')} testid="measures"><MeasureTiles measures={call.measures ?? null} spoken={said.data ?? null} onSeek={seek} /></Section>
      <div className="cw-columns">
        <Section title={say('facts')}><Facts call={call} /></Section>
        {call.turns.length > 0 && !said.data?.transcript && <Section title={say('turnList')}><TurnList turns={call.turns} onSeek={seek} /></Section>}
      </div>
    </Page>
  );
}

/** Sound leaves the house with its numbers covered; without a transcript nobody knows where they are said. */
function Taking({ call, written }: { call: CallDetail; written: boolean }) {
  const say = useWords(words);
  const erased = Boolean(call.recording?.erased_at);
  return (
    <span className="cw-actions">
      <span className="cw-quiet">{say('player.logged')}</span>
      {written && !erased && <Button size="small" href={maskedAddress(call.id)} download title={say('export.text')} data-testid="export-masked">{say('export')}</Button>}
      {!written && !erased && <Button size="small" disabled title={say('export.unwritten')} data-testid="export-masked">{say('export')}</Button>}
    </span>
  );
}

function Words({ call, spoken, at, onSeek }: { call: CallDetail; spoken: Spoken; at: number; onSeek: (seconds: number) => void }) {
  const say = useWords(saidWords);
  return (
    <>
      <Section title={say('title')} testid="said"><SaidPanel call={call.id} spoken={spoken} at={at} onSeek={onSeek} /></Section>
      <Section title={say('comments')}><Comments call={call.id} spoken={spoken} at={at} onSeek={onSeek} /></Section>
    </>
  );
}

function Facts({ call }: { call: CallDetail }) {
  const say = useWords(words);
  const name = useWords(codes);
  return (
    <Descriptions
      size="small" column={1}
      items={[
        { key: 'company', label: say('company'), children: call.company || '—' },
        { key: 'direction', label: say('direction'), children: name.code('direction', call.direction) },
        { key: 'answered', label: say('answered'), children: call.answered_at ? timeOfDay(call.answered_at) : say('notAnswered') },
        { key: 'ended', label: say('ended'), children: timeOfDay(call.ended_at) },
        { key: 'talk', label: say('talk'), children: duration(call.answered_at ? call.talk_seconds : null) },
        { key: 'campaign', label: say('campaign'), children: call.campaign || '—' },
        { key: 'file', label: say('recordingFile'), children: call.recording_name || '—' },
      ]}
    />
  );
}
