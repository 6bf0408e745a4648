import { App, Button, Input } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { when } from '@/lib/dates';
import { clock, points } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { audioAddress, type Grading, useCall, useGrade, useGrading } from './api';
import { GradeLines } from './grade-lines';
import { lacking, type Marks, MarksForm, scoreOf } from './marks-form';
import { words } from './words';

/** One call: its sound, the scorecard of its day, and every grade it ever got. */
export default function GradingPage() {
  return <Only permission="insights.read"><Call /></Only>;
}

function Call() {
  const say = useWords(words);
  const { id = '' } = useParams();
  const call = useCall(id);
  const grading = useGrading(id);
  const sound = useRef<HTMLAudioElement>(null);
  const seek = (second: number) => { if (sound.current) { sound.current.currentTime = second; void sound.current.play().catch(() => undefined); } };
  return (
    <Loaded query={call}>
      {(found) => (
        <Page title={say('call.title', { person: found.person })} lead={<>{when(found.started_at)} · {clock(found.talk_seconds)}</>} actions={<Link to={`/calls/${id}`}><Button tabIndex={-1}>{say('call.back')}</Button></Link>}>
          <Section title={say('call.listen')} extra={found.recording && <span className="cw-quiet">{say('call.logged')}</span>}>
            {found.recording && !found.recording.erased_at ? <audio ref={sound} controls preload="none" src={audioAddress(found.recording.id)} className="cw-audio" aria-label={say('call.listen')} /> : <p>{say('call.none')}</p>}
          </Section>
          <Loaded query={grading}>{(grades) => <><GradeLines call={id} grading={grades} onSeek={seek} />{grades.may_grade && <GradeForm call={id} grading={grades} sound={sound} />}</>}</Loaded>
        </Page>
      )}
    </Loaded>
  );
}

function GradeForm({ call, grading, sound }: { call: string; grading: Grading; sound: RefObject<HTMLAudioElement | null> }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [marks, setMarks] = useState<Marks>({});
  const [comment, setComment] = useState('');
  const grade = useGrade(call);
  const { card } = grading;
  const missing = lacking(card, marks).length;
  const save = () => grade.mutate(
    { scorecard_id: card.id, marks: card.items.flatMap((item) => marks[item.key] ?? []), comment },
    { onSuccess: () => void message.success(say('save.done')) },
  );
  return (
    <Section title={say('card', { title: pick(card.title), version: card.version })} extra={<span className="cw-quiet">{say('passMark', { n: card.pass_mark })}</span>} testid="grade-form">
      <div className="cw-stack">
        {grading.second_opinion && <p>{say('save.second')}</p>}
        <MarksForm card={card} marks={marks} onChange={setMarks} onSecond={() => Math.round((sound.current?.currentTime ?? 0) * 10) / 10} />
        <Input.TextArea rows={2} maxLength={4000} value={comment} onChange={(event) => setComment(event.target.value)} aria-label={say('comment')} placeholder={say('comment')} />
        <ProblemAlert problem={grade.error} />
        <div className="cw-actions">
          <Button type="primary" disabled={missing > 0} loading={grade.isPending} onClick={save} data-testid="save-grade">{say('save')}</Button>
          <span data-testid="score-preview">{missing > 0 ? say('missing', { n: missing }) : say('preview', { n: points(scoreOf(card, marks)) })}</span>
          <span className="cw-quiet">{say('save.final')}</span>
        </div>
      </div>
    </Section>
  );
}
