import { Collapse, Descriptions } from 'antd';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import type { RuleExamples } from '../api';
import { words } from '../words';

/** Real cells of this list before and after each cleaning rule that had something to do. */
export function CleaningExamples({ examples }: { examples: RuleExamples[] }) {
  const say = useWords(words);
  const active = examples.filter((rule) => rule.count > 0 && !isMatch(rule)).sort((a, b) => b.count - a.count);
  if (active.length === 0) return <p className="cw-quiet">{say('rulesNone')}</p>;
  return (
    <Collapse
      size="small" defaultActiveKey={active.filter((rule) => rule.examples.length > 0).slice(0, 3).map((rule) => rule.rule)}
      items={active.map((rule) => ({
        key: rule.rule, label: <>{say.code('rule', rule.rule)} <span className="cw-quiet">· {say('changed', { n: count(rule.count) })}</span></>,
        collapsible: rule.examples.length === 0 ? 'disabled' as const : 'header' as const,
        children: (
          <div className="cw-before-after">
            <span className="cw-quiet">{say('before')}</span><span /><span className="cw-quiet">{say('after')}</span>
            {rule.examples.map((example, place) => <Change key={`${place}-${example.before}`} {...example} />)}
          </div>
        ),
      }))}
    />
  );
}

const isMatch = ({ rule }: RuleExamples): boolean => rule.startsWith('match_');

/** By what rows were recognised as the same entity, in pairs of rows. */
export function MatchReasons({ examples }: { examples: RuleExamples[] }) {
  const say = useWords(words);
  const found = examples.filter((rule) => isMatch(rule) && rule.count > 0).sort((a, b) => b.count - a.count);
  if (found.length === 0) return <p className="cw-quiet">{say('matchesNone')}</p>;
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={found.map((rule) => ({ key: rule.rule, label: say.code('rule', rule.rule), children: say('pairs', { n: count(rule.count) }) }))} />;
}

function Change({ before, after }: { before: string; after: string }) {
  return <><del>{before}</del><span aria-hidden>→</span><ins>{after}</ins></>;
}
