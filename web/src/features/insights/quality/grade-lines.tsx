import { Button, Table } from 'antd';
import { useState } from 'react';
import { when } from '@/lib/dates';
import { clock, points } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { type Grade, type Grading, type Scorecard, useMeaning } from './api';
import { DecideDialog } from './decide-dialog';
import { DisputeSteps, DisputeTag } from './dispute-steps';
import { Verdict } from './results-tab';
import { SayDialog } from './say-dialog';
import { words } from './words';

type Asked = { act: 'raise' | 'answer' | 'decide'; grade: Grade } | null;

/** Every line a call ever got; what replaced lines said stays readable. */
export function GradeLines({ call, grading, onSeek }: { call: string; grading: Grading; onSeek: (second: number) => void }) {
  const say = useWords(words);
  const [asked, setAsked] = useState<Asked>(null);
  const shut = () => setAsked(null);
  return (
    <Section title={say('lines')} testid="grade-lines">
      {grading.grades.length === 0 && <p>{say('lines.none')}</p>}
      {grading.grades.map((grade) => <Line key={grade.id} grade={grade} grading={grading} onSeek={onSeek} onAsk={(act) => setAsked({ act, grade })} />)}
      {asked?.act === 'raise' && <SayDialog act="raise" id={asked.grade.id} onClose={shut} />}
      {asked?.act === 'answer' && <SayDialog act="answer" id={asked.grade.id} onClose={shut} />}
      {asked?.act === 'decide' && <DecideDialog key={call} grade={asked.grade} card={grading.card} onClose={shut} />}
    </Section>
  );
}

interface LineProps { grade: Grade; grading: Grading; onSeek: (second: number) => void; onAsk: (act: 'raise' | 'answer' | 'decide') => void }

function Line({ grade, grading, onSeek, onAsk }: LineProps) {
  const say = useWords(words);
  const meaning = useMeaning()('score');
  const { dispute } = grade;
  const first = grade.kind === 'first' && grade.stands;
  return (
    <article className={`cw-grade${grade.stands ? '' : ' cw-grade-old'}`} data-testid={`line-${grade.kind}`}>
      <div className="cw-actions">
        <strong>{say(`kind.${grade.kind}`)}</strong>
        <span className="cw-grade-score cw-number" data-testid="line-score">{points(grade.score)}</span>{meaning && <DefinitionMark of={meaning} figure={say('score')} />}
        <Verdict passed={grade.passed} />
        <span className="cw-quiet">{grade.by_name} · {when(grade.graded_at)}</span>
        {grade.kind !== 'calibration' && <span className="cw-quiet">{say(grade.stands ? 'stands' : 'replaced')}</span>}
        {dispute && <DisputeTag dispute={dispute} />}
      </div>
      {grade.comment && <p>{grade.comment}</p>}
      <MarkTable grade={grade} card={grading.card} onSeek={onSeek} />
      {dispute && <DisputeSteps dispute={dispute} />}
      <div className="cw-actions">
        {grading.may_dispute && first && !dispute && <Button onClick={() => onAsk('raise')} data-testid="raise">{say('raise')}</Button>}
        {grading.may_answer && dispute?.state === 'open' && <Button type="primary" onClick={() => onAsk('answer')} data-testid="answer">{say('answer')}</Button>}
        {grading.may_decide && dispute && dispute.state !== 'decided' && <Button type="primary" onClick={() => onAsk('decide')} data-testid="decide">{say('decide')}</Button>}
      </div>
    </article>
  );
}

function MarkTable({ grade, card, onSeek }: { grade: Grade; card: Scorecard; onSeek: (second: number) => void }) {
  const say = useWords(words);
  const items = new Map(card.items.map((item) => [item.key, item]));
  return (
    <Table<Grade['marks'][number]>
      size="small" rowKey="item" dataSource={grade.marks} pagination={false} scroll={{ x: 560 }} aria-label={say('lines')}
      columns={[
        { title: say('item'), render: (_, mark) => { const item = items.get(mark.item); return <>{item ? pick(item.title) : mark.item} {grade.failed_items.includes(mark.item) && <StatusTag tone="bad">{say('instantFail')}</StatusTag>}</>; } },
        { title: say('points'), align: 'right', width: 110, render: (_, mark) => mark.points === null ? say('notApplicable') : <span className="cw-number">{mark.points} / {items.get(mark.item)?.points ?? '—'}</span> },
        { title: say('second'), align: 'right', width: 90, render: (_, mark) => mark.second === null ? '—' : <Button type="link" size="small" className="cw-link" onClick={() => onSeek(mark.second ?? 0)}>{clock(mark.second)}</Button> },
        { title: say('note'), dataIndex: 'note' },
      ]}
    />
  );
}
