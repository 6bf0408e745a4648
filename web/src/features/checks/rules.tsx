import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { type Rule, useRules } from './api';
import { RuleDrawer } from './rule-drawer';
import { words } from './words';

/** Every check in force with its source; whoever may write them edits, tries and publishes. */
export function Rules({ writable }: { writable: boolean }) {
  const query = useRules();
  return <Section testid="rules"><Loaded query={query} rows={8}>{(rules) => <List rules={rules} writable={writable} />}</Loaded></Section>;
}

const tones: Record<string, string> = { fault: 'error', duty: 'warning', merit: 'success' };

function List({ rules, writable }: { rules: Rule[]; writable: boolean }) {
  const say = useWords(words);
  const [edited, setEdited] = useState<Rule | null>(null);
  return (
    <>
      <Table<Rule>
        size="small" rowKey={(rule) => rule.check.code} dataSource={rules} pagination={{ pageSize: 20, hideOnSinglePage: true }} scroll={{ x: 720 }}
        columns={[
          { title: say('rule.family'), width: 110, render: (_, { check }) => say.code('family', check.family) },
          { title: say('rule.title'), render: (_, { check }) => <><b>{pick(check.title)}</b> <Tag color={tones[check.kind] ?? 'default'}>{say.code('kind', check.kind)}</Tag><div className="cw-quiet">{pick(check.why)}</div></> },
          { title: say('rule.since'), width: 230, render: (_, { check, coming }) => <>{check.since} {check.own && <Tag color="processing">{say('rule.own')}</Tag>}<div className="cw-quiet">{say('rule.source', { source: check.source })}</div>{coming.length > 0 && <div>{say('rule.coming', { versions: coming.join('、') })}</div>}</> },
          ...(writable ? [{ title: '', width: 120, render: (_: unknown, rule: Rule) => <Button size="small" onClick={() => setEdited(rule)}>{say('rule.edit')}</Button> }] : []),
        ]}
      />
      {edited && <RuleDrawer rule={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
