import { Alert, Button, Descriptions } from 'antd';
import { useRef } from 'react';
import { Link, useParams } from 'react-router';
import { timeOfDay, when } from '@/lib/dates';
import { duration } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { type CallDetail, useCall } from './api';
import { MeasureTiles } from './measure-tiles';
import { OutcomeTag } from './outcome-tag';
import { Player, type PlayerDoor } from './player';
import { TurnList } from './turn-list';
import { words } from './words';

export default function CallPage() {
  const { id = '' } = useParams();
  const query = useCall(id);
  return <Only permission="calls.read"><Loaded query={query} rows={10}>{(call) => <Call call={call} />}</Loaded></Only>;
}

function Call({ call }: { call: CallDetail }) {
  const say = useWords(words);
  const player = useRef<PlayerDoor>(null);
  const seek = (seconds: number) => player.current?.seek(seconds);
  return (
    <Page title={`${call.person} · ${call.number}`} lead={<>{when(call.started_at)} · <OutcomeTag outcome={call.outcome} /></>} actions={<Link to="/calls"><Button tabIndex={-1}>{say('back')}</Button></Link>}>
      <Section title={say('player')} testid="player" extra={call.recording && <span className="cw-quiet">{say('player.logged')}</span>}>
        {call.recording?.truncated && <Alert type="warning" showIcon title={say('player.truncated')} />}
        {call.recording ? <Player ref={player} recording={call.recording.id} turns={call.turns} /> : <p>{say('player.none')}</p>}
      </Section>
      <Section title={say('measures')} testid="measures"><MeasureTiles measures={call.measures ?? null} onSeek={seek} /></Section>
      <div className="cw-columns">
        <Section title={say('facts')}><Facts call={call} /></Section>
        {call.turns.length > 0 && <Section title={say('turnList')}><TurnList turns={call.turns} onSeek={seek} /></Section>}
      </div>
    </Page>
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
