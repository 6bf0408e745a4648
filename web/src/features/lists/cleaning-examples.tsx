import { Collapse } from 'antd';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import type { RuleExample } from './api';
import { words } from './words';

/** Real rows of this list before and after each cleaning rule. */
export function CleaningExamples({ examples }: { examples: RuleExample[] }) {
  const say = useWords(words);
  if (examples.length === 0) return <p className="cw-quiet">{say('rulesNone')}</p>;
  return (
    <Collapse
      size="small" defaultActiveKey={examples.slice(0, 2).map((rule) => rule.rule)}
      items={examples.map((rule) => ({
        key: rule.rule, label: pick(rule.text), extra: <span className="cw-quiet">{say('changed', { n: count(rule.count) })}</span>,
        children: (
          <div className="cw-before-after">
            <span className="cw-quiet">{say('before')}</span><span /><span className="cw-quiet">{say('after')}</span>
            {rule.examples.map((example) => <Change key={`${example.row}-${example.before}`} {...example} />)}
          </div>
        ),
      }))}
    />
  );
}

function Change({ before, after }: { before: string; after: string }) {
  return <><del>{before}</del><span aria-hidden>→</span><ins>{after}</ins></>;
}
