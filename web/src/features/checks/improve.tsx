import { Tag } from 'antd';
import { Link } from 'react-router';
import { clock, percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { PersonChoice } from '@/ui/person-choice';
import { type Check, type Count, useChecks, useCounts, useHits } from './api';
import { EachPerson } from './each-person';
import { Trend } from './trend';
import { words } from './words';

/** What a person (or everybody) should change first, each with the sentences to hear and the better wording. */
export function Improve() {
  const say = useWords(words);
  const { values, set } = useUrlState(['person']);
  const counts = useCounts(values.person);
  const checks = useChecks();
  return (
    <>
      <div className="cw-filters"><PersonChoice label={say('person')} placeholder={say('everybody')} value={values.person} onChange={(person) => set({ person })} /></div>
      <Loaded query={counts} rows={6}>{(found) => <Loaded query={checks} rows={2}>{(known) => <><Board counts={summed(found)} checks={known} person={values.person} />{!values.person && <EachPerson counts={found} checks={known} />}</>}</Loaded>}</Loaded>
      <Section title={say('trend')} testid="trend"><Trend person={values.person} /></Section>
    </>
  );
}

interface Sum { check: string; kind: Count['kind']; calls: number; judged: number; hits: number }

/** One line a check: the people of the scope together. */
function summed(counts: Count[]): Sum[] {
  const judged = new Map(counts.map((one) => [one.person_id, one.judged_calls]));
  const all = [...judged.values()].reduce((total, calls) => total + calls, 0);
  const sums = new Map<string, Sum>();
  for (const one of counts) {
    const sum = sums.get(one.check) ?? { check: one.check, kind: one.kind, calls: 0, judged: all, hits: 0 };
    sums.set(one.check, { ...sum, calls: sum.calls + one.calls, hits: sum.hits + one.hits });
  }
  return [...sums.values()].sort((a, b) => b.calls - a.calls);
}

function Board({ counts, checks, person }: { counts: Sum[]; checks: Check[]; person: string }) {
  const say = useWords(words);
  const titled = (kinds: string[]) => counts.filter((one) => kinds.includes(one.kind) && checks.some((check) => check.code === one.check));
  if (counts.length === 0) return <EmptyState title={say('improve.empty')} text={say('improve.empty.text')} />;
  const wrong = titled(['fault', 'duty']).slice(0, 5);
  const check = (code: string) => checks.find((one) => one.code === code);
  return (
    <>
      <Section title={say('improve.title')} testid="improve">
        <p className="cw-quiet">{say('improve.text')}</p>
        {wrong.length === 0 ? <EmptyState title={say('improve.none')} text={say('improve.none.text')} /> : <ol className="cw-improve">{wrong.map((sum) => <Item key={sum.check} sum={sum} check={check(sum.check)} person={person} />)}</ol>}
      </Section>
      {titled(['merit']).length > 0 && (
        <Section title={say('well')}>{titled(['merit']).map((sum) => <Tag key={sum.check} color="success">{pick(check(sum.check)?.title)} · {say('inCalls', { calls: sum.calls, judged: sum.judged })}</Tag>)}</Section>
      )}
    </>
  );
}

function Item({ sum, check, person }: { sum: Sum; check: Check | undefined; person: string }) {
  const say = useWords(words);
  const { data } = useHits(person, sum.check);
  const hits = (data?.items ?? []).filter((hit) => hit.verdict !== 'wrong').slice(0, 3);
  const better = hits.find((hit) => hit.better)?.better;
  const share = { zh: words.pairs['inCalls.definition'][0], en: words.pairs['inCalls.definition'][1] };
  return (
    <li data-testid={`improve-${sum.check}`}>
      <div><b>{pick(check?.title)}</b> <span className="cw-quiet">{say('inCalls', { calls: sum.calls, judged: sum.judged })} · {percent(sum.calls / Math.max(1, sum.judged), 0)}</span><DefinitionMark of={share} figure={pick(check?.title)} /></div>
      <div className="cw-quiet">{pick(check?.why)}</div>
      {better && <div className="cw-hit-better"><b>{say('better')}</b> {better.zh}{pick(better) !== better.zh && <span className="cw-quiet"> ({pick(better)})</span>}</div>}
      <ul className="cw-plain-list">
        {hits.map((hit) => (
          <li key={hit.id}><Link to={`/calls/${hit.call_id}?at=${hit.start}`}>{say('hear')} {hit.day} {clock(hit.start)}</Link> 「{hit.quote}」</li>
        ))}
      </ul>
    </li>
  );
}
