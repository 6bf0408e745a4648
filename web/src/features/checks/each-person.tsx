import { Table } from 'antd';
import { Link } from 'react-router';
import { percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import type { Check, Count } from './api';
import { words } from './words';

export interface PersonFirst { person: string; name: string; judged: number; first: Count }

/** What each person should change first: the fault or missing duty in the largest share of their calls. */
export function firstOfEach(counts: Count[], checks: Check[]): PersonFirst[] {
  const known = new Set(checks.map((check) => check.code));
  const found = new Map<string, Count>();
  for (const one of counts) {
    if ((one.kind !== 'fault' && one.kind !== 'duty') || !known.has(one.check)) continue;
    const first = found.get(one.person_id);
    if (!first || one.calls > first.calls || (one.calls === first.calls && one.check < first.check)) found.set(one.person_id, one);
  }
  const share = (one: Count) => one.calls / Math.max(1, one.judged_calls);
  return [...found.values()].sort((a, b) => share(b) - share(a) || a.person.localeCompare(b.person)).map((first) => ({ person: first.person_id, name: first.person, judged: first.judged_calls, first }));
}

/** One line a person; the name leads to everything that person should change, with the sentences to hear. */
export function EachPerson({ counts, checks }: { counts: Count[]; checks: Check[] }) {
  const say = useWords(words);
  const rows = firstOfEach(counts, checks);
  if (rows.length < 2) return null;
  return (
    <Section title={say('each')} testid="each-person">
      <p className="cw-quiet">{say('each.text')}</p>
      <Table<PersonFirst>
        size="small" rowKey="person" dataSource={rows} pagination={{ pageSize: 50, hideOnSinglePage: true }} scroll={{ x: 480 }}
        columns={[
          { title: say('agent'), width: 140, render: (_, row) => <Link to={`/insights?person=${row.person}`}>{row.name}</Link> },
          { title: say('each.first'), render: (_, row) => pick(checks.find((check) => check.code === row.first.check)?.title) },
          { title: say('each.share'), align: 'right', width: 160, render: (_, row) => <span className="cw-number">{say('inCalls', { calls: row.first.calls, judged: row.judged })} · {percent(row.first.calls / Math.max(1, row.judged), 0)}</span> },
        ]}
      />
    </Section>
  );
}
