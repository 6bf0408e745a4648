import { Alert, Button, Descriptions } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMe } from '@/client/session';
import { when } from '@/lib/dates';
import { duration } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { type PracticeDetail, usePractice } from './api';
import { MeasureTiles } from './measure-tiles';
import { Player, type PlayerDoor } from './player';
import { practiceWords } from './practice-words';
import { SaidPanel } from './said';
import type { Spoken } from './said-api';
import { saidWords } from './said-words';
import { TurnList } from './turn-list';
import { words } from './words';

/** A practice call looked at like a real one; it can be heard and read, and it counts for nothing. */
export default function PracticePage() {
  const { id = '' } = useParams();
  return <Only permission="coaching.read"><Loaded query={usePractice(id)} rows={10}>{(call) => <Practice call={call} />}</Loaded></Only>;
}

function Practice({ call }: { call: PracticeDetail }) {
  const say = useWords(words);
  const tell = useWords(practiceWords);
  const said = useWords(saidWords);
  const { data: me } = useMe();
  const [at, setAt] = useState(0);
  const player = useRef<PlayerDoor>(null);
  const seek = useCallback((seconds: number) => { player.current?.seek(seconds); setAt(seconds); }, []);
  const spoken: Spoken = { transcript: call.transcript, hits: call.hits.map((hit) => ({ ...hit, verdict: hit.verdict ?? null })), comments: [], ranges: [] };
  const back = me?.person_id === call.person_id ? '/my-numbers' : `/my-numbers?person=${call.person_id}`;
  return (
    <Page title={tell('title', { person: call.person, customer: pick(call.customer) })} lead={<>{when(call.started_at)} · {tell('lead')}</>} actions={<Link to={back}><Button tabIndex={-1}>{tell('back')}</Button></Link>}>
      {call.voice === 'tones' && <Alert type="warning" showIcon title={tell('tones')} />}
      <Section title={say('player')} testid="player"><Sound call={call} door={player} onTime={setAt} /></Section>
      {call.recording && (
        <Section title={said('title')} testid="said">
          {call.transcript ? <SaidPanel call={call.id} spoken={spoken} at={at} onSeek={seek} readOnly /> : <p>{call.trouble ? pick(call.trouble) : tell(call.reviewed ? 'noWords' : 'waiting')}</p>}
        </Section>
      )}
      <Section title={say('measures')} testid="measures"><MeasureTiles measures={call.measures} spoken={spoken} onSeek={seek} /></Section>
      <div className="cw-columns">
        <Section title={say('facts')}><Facts call={call} /></Section>
        <Section title={tell('says')} testid="lines"><p className="cw-quiet">{pick(call.trains)}</p><ol>{call.lines.map((line) => <li key={line.zh}>{pick(line)}</li>)}</ol></Section>
        {call.turns.length > 0 && !call.transcript && <Section title={say('turnList')}><TurnList turns={call.turns} onSeek={seek} /></Section>}
      </div>
    </Page>
  );
}

function Sound({ call, door, onTime }: { call: PracticeDetail; door: React.RefObject<PlayerDoor | null>; onTime: (seconds: number) => void }) {
  const say = useWords(words);
  const tell = useWords(practiceWords);
  if (!call.recording) return <p>{tell('noSound')}</p>;
  if (call.recording.erased_at) return <p>{tell('erased')}</p>;
  return <>{call.recording.truncated && <Alert type="warning" showIcon title={say('player.truncated')} />}<Player ref={door} recording={call.recording.id} turns={call.turns} onTime={onTime} /></>;
}

function Facts({ call }: { call: PracticeDetail }) {
  const say = useWords(words);
  const tell = useWords(practiceWords);
  const name = useWords(codes);
  const passed = call.checked === null || call.missed === null ? '—' : tell('passed', { passed: call.checked - call.missed, all: call.checked });
  return (
    <Descriptions
      size="small" column={1}
      items={[
        { key: 'talk', label: say('talk'), children: duration(call.talk_seconds) },
        { key: 'ended', label: say('ended'), children: call.ended_reason ? name.code('ended', call.ended_reason) : '—' },
        { key: 'checks', label: tell('checks'), children: <span data-testid="practice-checks">{passed}</span> },
      ]}
    />
  );
}
