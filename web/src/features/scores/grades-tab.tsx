import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { bilingual, pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Reason, ReasonTree } from '@/ui/reason-tree';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type GradeCase, useAppeal, useCases } from './api';
import { AnswerDialog, DecideDialog } from './grade-dialogs';
import { GradeHistory } from './grade-history';
import { TextDialog } from './text-dialog';
import { words } from './words';

export const tones: Partial<Record<string, Tone>> = { down: 'bad', up: 'good', coaching_plan: 'warning', stay: 'quiet' };
type Dialog = { one: GradeCase; what: 'decide' | 'appeal' | 'answer' | 'history' } | null;

export function GradesTab() {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(['which'], { which: 'waiting' });
  const [dialog, setDialog] = useState<Dialog>(null);
  const query = useCases(values.which === 'waiting', page, size);
  const shut = () => setDialog(null);
  return (
    <div className="cw-stack">
      <Segmented aria-label={say('tab.grades')} value={values.which} onChange={(which) => set({ which })} options={[{ value: 'waiting', label: say('grades.waiting') }, { value: 'all', label: say('grades.all') }]} />
      <Section testid="grades">
        <PagedTable<GradeCase>
          query={query} label={say('tab.grades')} rowKey={(one) => one.proposal.id} minWidth={980} onPage={(to, many) => set({ page: to, size: many })}
          empty={<EmptyState title={say('grades.empty.title')} text={say('grades.empty.text')} />}
          details={(one) => <ReasonTree reason={one.proposal.explanation as unknown as Reason} />}
          columns={[
            { title: say('name'), dataIndex: 'name', width: 90 },
            { title: say('department'), dataIndex: 'department', width: 110 },
            { title: say('period'), width: 100, render: (_, one) => one.proposal.period },
            { title: <>{say('proposal')}<DefinitionMark of="gradeReview" figure={say('proposal')} /></>, width: 210, render: (_, one) => <Outcome one={one} /> },
            { title: say('why'), render: (_, one) => one.proposal.reasons.map((reason) => pick(bilingual(reason))).join('；') || '—' },
            { title: say('decision'), width: 170, render: (_, one) => <Decision one={one} /> },
            { title: '', width: 230, render: (_, one) => <Acts one={one} onChoose={(what) => setDialog({ one, what })} /> },
          ]}
        />
      </Section>
      {dialog?.what === 'decide' && <DecideDialog one={dialog.one} onClose={shut} />}
      {dialog?.what === 'answer' && <AnswerDialog one={dialog.one} onClose={shut} />}
      {dialog?.what === 'appeal' && <AppealDialog one={dialog.one} onClose={shut} />}
      {dialog?.what === 'history' && <GradeHistory person={dialog.one.proposal.person_id} onClose={shut} />}
    </div>
  );
}

export function Outcome({ one }: { one: GradeCase }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { outcome, from_grade: from, to_grade: to } = one.proposal;
  const step = from === to ? name.code('grade', from) : `${name.code('grade', from)} → ${name.code('grade', to)}`;
  return <StatusTag tone={tones[outcome] ?? 'quiet'}>{say.code('outcome', outcome)} {step}</StatusTag>;
}

function Decision({ one }: { one: GradeCase }) {
  const say = useWords(words);
  const { accepted, decided_by: by } = one.proposal;
  return (
    <div className="cw-stack">
      <span>{accepted === null ? say('decision.open') : say(accepted ? 'decision.accepted' : 'decision.declined', { by: by ?? '' })}</span>
      {one.coaching && <span className="cw-quiet">{say('coaching.line', one.coaching)}</span>}
      {one.appeal && <StatusTag tone={one.appeal.upheld === null ? 'warning' : 'quiet'}>{say(one.appeal.upheld === null ? 'appeal.open' : one.appeal.upheld ? 'appeal.upheld' : 'appeal.refused')}</StatusTag>}
    </div>
  );
}

function Acts({ one, onChoose }: { one: GradeCase; onChoose: (what: NonNullable<Dialog>['what']) => void }) {
  const say = useWords(words);
  const may = useMay();
  const calls = one.proposal.outcome !== 'stay' && one.proposal.outcome !== 'not_reviewed';
  const waits = one.appeal?.upheld === null;
  const press = (what: NonNullable<Dialog>['what']) => (event: React.MouseEvent) => { event.stopPropagation(); onChoose(what); };
  return (
    <div className="cw-actions">
      {calls && may('scores.close') && !one.mine && one.proposal.accepted === null && !waits && <Button size="small" type="primary" onClick={press('decide')} data-testid={`decide-${one.employee_number}`}>{say('decide')}</Button>}
      {may('scores.close') && !one.mine && waits && <Button size="small" type="primary" onClick={press('answer')}>{say('appeal.answer')}</Button>}
      {one.mine && !one.appeal && <Button size="small" onClick={press('appeal')} data-testid="appeal">{say('appeal.make')}</Button>}
      <Button size="small" onClick={press('history')}>{say('history')}</Button>
    </div>
  );
}

function AppealDialog({ one, onClose }: { one: GradeCase; onClose: () => void }) {
  const say = useWords(words);
  const appeal = useAppeal(one.proposal.id);
  return <TextDialog open title={say('appeal.make')} label={say('appeal.text')} busy={appeal.isPending} problem={appeal.error} onCancel={onClose} onText={(text) => appeal.mutate(text, { onSuccess: onClose })} />;
}
