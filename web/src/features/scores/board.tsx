import { Alert, Button, Steps } from 'antd';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Board, useBoard } from './api';
import { BoardPeople } from './board-people';
import { NextStep } from './next-step';
import { SupplyTable } from './supply-table';
import { words } from './words';

const order = ['open', 'data_in', 'self_view', 'review', 'calibrated', 'approved', 'closed'] as const;

export function BoardView({ id, onBack }: { id: string; onBack: () => void }) {
  const say = useWords(words);
  const query = useBoard(id);
  return (
    <div className="cw-stack">
      <div className="cw-actions"><Button onClick={onBack}>{say('back')}</Button></div>
      <Loaded query={query}>{(board) => <Whole board={board} />}</Loaded>
    </div>
  );
}

function Whole({ board }: { board: Board }) {
  const say = useWords(words);
  const { cycle } = board;
  const now = order.indexOf(cycle.state as (typeof order)[number]);
  return (
    <>
      <Section title={`${say.code('kind', cycle.kind)} ${cycle.period}`} extra={<NextStep board={board} />} testid="board">
        <div className="cw-stack">
          <Steps current={cycle.state === 'closed' ? order.length : now} size="small" responsive items={order.map((state) => ({ title: say(`state.${state}`) }))} data-testid="cycle-steps" />
          <Waiting board={board} />
          {board.warnings.length > 0 && <Alert type="info" showIcon title={say('warnings')} description={<ul className="cw-plain-list">{board.warnings.map((one, place) => <li key={place}>{pick(bilingual(one))}</li>)}</ul>} />}
        </div>
      </Section>
      {board.supplies.length > 0 && <Section title={say('supplies')} testid="supplies"><SupplyTable board={board} /></Section>}
      <Section title={say('people')} testid="cycle-people"><BoardPeople board={board} /></Section>
      {board.steps.length > 0 && <Section title={say('steps')} testid="cycle-history"><History board={board} /></Section>}
    </>
  );
}

function Waiting({ board }: { board: Board }) {
  const say = useWords(words);
  if (board.waiting.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon data-testid="waiting" title={say('waiting', { n: count(board.waiting.length) })}
      description={<ul className="cw-plain-list cw-short-list">{board.waiting.map((lack, place) => <li key={place}>{pick(bilingual(lack))}</li>)}</ul>}
    />
  );
}

function History({ board }: { board: Board }) {
  const say = useWords(words);
  return (
    <ul className="cw-plain-list">
      {board.steps.map((step, place) => (
        <li key={place}>
          <strong>{say.code('state', step.to_state)}</strong> <span className="cw-quiet">{say('by', { by: step.taken_by, at: when(step.taken_at) })}</span>
          {step.reason && ` ${step.reason}`}{step.missing.length > 0 && ` · ${say('step.override', { n: count(step.missing.length) })}`}
        </li>
      ))}
    </ul>
  );
}
