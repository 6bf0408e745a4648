import { Button, Progress, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Pair, type State, usePair, useQueue, useVerdict } from './api';
import { type Act, useDecisionKeys } from './keys';
import { Sides } from './sides';
import { Waterfall } from './waterfall';
import { words } from './words';

const states = ['open', 'same', 'different', 'undone'] as const satisfies State[];

/** Doubtful pairs one after another: look, press a key, and the next one stands there. */
export default function Pairs() {
  const say = useWords(words);
  const { values, set } = useUrlState(['state', 'batch'], { state: 'open' });
  const state = values.state as State;
  const query = useQueue(state, values.batch);
  const counts = query.data?.counts ?? {};
  const queries = useQueryClient();
  const turn = (next: State) => { set({ state: next }); void queries.invalidateQueries({ queryKey: ['pairs'] }); };
  return (
    <Only permission="lists.read">
      <Page title={say('title')} lead={<>{say('lead')} <DefinitionMark of="doubtfulPair" figure={say('title')} /></>} actions={<Link to="/lists">{say('toLists')}</Link>}>
        <Segmented<State> value={state} onChange={turn} aria-label={say('state')} options={states.map((one) => ({ value: one, label: `${say(`state.${one}`)} ${count(counts[one] ?? 0)}` }))} />
        <Loaded query={query} rows={10}>
          {(found) => found.items.length === 0
            ? <Section><EmptyState title={say(state === 'open' ? 'empty.title' : 'none.title')} text={say(state === 'open' ? 'empty.text' : 'none.text')} /></Section>
            : <Queue key={`${state}-${values.batch}`} items={found.items} total={found.total} />}
        </Loaded>
      </Page>
    </Only>
  );
}

function Queue({ items, total }: { items: Pair[]; total: number }) {
  const say = useWords(words);
  const may = useMay();
  const queries = useQueryClient();
  const verdict = useVerdict();
  const [at, setAt] = useState(0);
  const [decided, setDecided] = useState<Record<string, Pair>>({});
  const [trail, setTrail] = useState<number[]>([]);
  const ended = at >= items.length;
  const pair = items[at];
  const mayDecide = may('lists.write');

  const act = useCallback((wanted: Act) => {
    if (verdict.isPending) return;
    if (wanted === 'skip') { if (!ended) setAt(at + 1); return; }
    const place = wanted === 'undo' ? trail.at(-1) ?? at : at;
    const target = items[place];
    if (!mayDecide || !target) return;
    const now = decided[target.id] ?? target;
    if (wanted === 'undo' && now.state !== 'same' && now.state !== 'different') return;
    verdict.mutate({ id: target.id, act: wanted }, {
      onSuccess: (changed) => {
        setDecided({ ...decided, [target.id]: changed });
        setTrail(wanted === 'undo' ? trail.slice(0, -1) : [...trail, place]);
        setAt(wanted === 'undo' ? place : at + 1);
      },
    });
  }, [at, decided, ended, items, mayDecide, trail, verdict]);
  useDecisionKeys(act);
  const done = useMemo(() => items.filter((one) => ['same', 'different'].includes((decided[one.id] ?? one).state)).length, [decided, items]);

  return (
    <>
      <div className="cw-pairs-progress" data-testid="pairs-progress" role="status">
        <Progress percent={Math.round((done / items.length) * 100)} aria-label={say('progress', { done: count(done), all: count(items.length) })} />
        <span>{say('progress', { done: count(done), all: count(items.length) })} <span className="cw-quiet">{total > items.length && say('more', { n: count(total) })}</span></span>
      </div>
      {pair
        ? <OnePair key={pair.id} pair={decided[pair.id] ?? pair} place={at + 1} act={act} busy={verdict.isPending} mayDecide={mayDecide} canUndo={trail.length > 0} />
        : <Section><EmptyState title={say('ended.title')} text={say('ended.text')}>
            {trail.length > 0 && <Button onClick={() => act('undo')} data-testid="pair-undo">{say('act.undo')} <kbd>U</kbd></Button>}
            <Button type="primary" onClick={() => void queries.invalidateQueries({ queryKey: ['pairs'] })}>{say('again')}</Button>
          </EmptyState></Section>}
      <ProblemAlert problem={verdict.error} />
    </>
  );
}

interface OneProps { pair: Pair; place: number; act: (wanted: Act) => void; busy: boolean; mayDecide: boolean; canUndo: boolean }

function OnePair({ pair, place, act, busy, mayDecide, canUndo }: OneProps) {
  const say = useWords(words);
  const detail = usePair(pair.id);
  const decided = pair.state === 'same' || pair.state === 'different';
  return (
    <>
      <Section title={say('pair', { n: place })} testid="pair" extra={<><span>{say('likely', { share: percent(pair.probability) })}<DefinitionMark of="pairProbability" figure={say('pair', { n: place })} /></span>{decided && <StatusTag tone={pair.state === 'same' ? 'good' : 'busy'}>{say(`state.${pair.state as 'same' | 'different'}`)} · {pair.decided_by} · {when(pair.decided_at)}</StatusTag>}</>}>
        <Sides pair={pair} />
        {mayDecide && (
          <div className="cw-actions cw-pair-acts" role="group" aria-label={say('decide')}>
            <Button type="primary" disabled={busy} onClick={() => act('same')} data-testid="pair-same">{say('act.same')} <kbd>1</kbd></Button>
            <Button disabled={busy} onClick={() => act('different')} data-testid="pair-different">{say('act.different')} <kbd>2</kbd></Button>
            <Button disabled={busy} onClick={() => act('skip')} data-testid="pair-skip">{say('act.skip')} <kbd>3</kbd></Button>
            <Button disabled={busy || (!canUndo && !decided)} onClick={() => act('undo')} data-testid="pair-undo">{say('act.undo')} <kbd>U</kbd></Button>
          </div>
        )}
        <p className="cw-quiet">{mayDecide ? say('keys') : say('readOnly')}</p>
      </Section>
      <Section title={say('evidence')} testid="pair-evidence">
        <Loaded query={detail} rows={5}>{(found) => (found.explanation ? <Waterfall explanation={found.explanation} /> : <p className="cw-quiet">{say('noEvidence')}</p>)}</Loaded>
      </Section>
    </>
  );
}
