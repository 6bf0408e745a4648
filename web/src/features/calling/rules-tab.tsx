import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { rights } from '@/client/rights';
import { useMay } from '@/client/session';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ReasonDialog } from '@/ui/reason-dialog';
import { StatusTag } from '@/ui/status-tag';
import { useClear } from '@/ui/use-clear';
import { type Rule, useConfirmRule, useRules } from './api';
import { words } from './words';

/** Product §11: a rule whose source was not verified says so, and is a default until the owner confirms it. */
export function RulesTab() {
  const say = useWords(words);
  const rules = useRules();
  return (
    <Section testid="rules">
      <p className="cw-quiet">{say('rules.text')}</p>
      <Loaded query={rules} rows={10}>{(all) => <Rules all={all} />}</Loaded>
    </Section>
  );
}

function Rules({ all }: { all: Rule[] }) {
  const say = useWords(words);
  const clear = useClear();
  const { values, set } = useUrlState(['country', 'open']);
  const [confirming, setConfirming] = useState<Rule | null>(null);
  const inCountry = all.filter((rule) => !values.country || rule.country === values.country);
  const open = inCountry.filter((rule) => rule.open);
  const shown = values.open ? open : inCountry;
  return (
    <>
      <div className="cw-filters">
        <Segmented value={values.open} onChange={(only) => set({ open: only })} aria-label={say('rules.open')} options={[{ value: '', label: say('rules.all', { n: count(inCountry.length) }) }, { value: '1', label: say('rules.onlyOpen', { n: count(open.length) }) }]} />
        <Select allowClear={clear} aria-label={say('rules.country')} placeholder={say('rules.country')} value={values.country || undefined} onChange={(country?: string) => set({ country })} options={[...new Set(all.map((rule) => rule.country))].map((value) => ({ value, label: say.code('country', value) }))} />
      </div>
      <ul className="cw-rules">{shown.map((rule) => <OneRule key={rule.id} rule={rule} onConfirm={setConfirming} />)}</ul>
      {confirming && <Confirm rule={confirming} onClose={() => setConfirming(null)} />}
    </>
  );
}

function OneRule({ rule, onConfirm }: { rule: Rule; onConfirm: (rule: Rule) => void }) {
  const say = useWords(words);
  const may = useMay()(rights.rules);
  return (
    <li>
      <div className="cw-rule-head">
        <b>{pick(rule.title)}</b>
        {rule.open ? <StatusTag tone="warning">{say('rules.open')}</StatusTag> : <StatusTag tone="good">{say(rule.verified ? 'rules.verified' : 'rules.confirmed')}</StatusTag>}
        {rule.open && may && <Button size="small" onClick={() => onConfirm(rule)} aria-label={say('rules.confirm.of', { title: pick(rule.title) })}>{say('rules.confirm')}</Button>}
      </div>
      <div>{pick(rule.how)}</div>
      <div className="cw-quiet">{say.code('country', rule.country)} · {say('rules.since')} {rule.since} · {say('rules.source')}: <span lang="mul">{rule.source}</span> · {say('rules.checked', { day: rule.checked_until })}</div>
    </li>
  );
}

function Confirm({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const say = useWords(words);
  const confirm = useConfirmRule();
  return <ReasonDialog open title={say('rules.confirm.of', { title: pick(rule.title) })} text={say('rules.confirm.text')} busy={confirm.isPending} problem={confirm.error} onCancel={onClose} onReason={(reason) => confirm.mutate({ rule: rule.id, reason }, { onSuccess: onClose })} />;
}
