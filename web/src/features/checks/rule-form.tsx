import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { useWords } from '@/lib/words';
import { ConditionForm } from './condition-form';
import { isObject, type Json, put } from './rule-parts';
import { ruleWords } from './rule-words';
import { words } from './words';

const object = (value: unknown): Json => (isObject(value) ? value : {});

/** A rule as a form: what it is called, whose sentences it looks at, what hits, and how to say it better. */
export function RuleForm({ rule, onChange }: { rule: Json; onChange: (rule: Json) => void }) {
  const say = useWords(ruleWords);
  const kind = useWords(words);
  const set = (name: string, value: unknown) => onChange(put(rule, name, value));
  const condition = (name: 'when' | 'only_if', label: string) => <ConditionForm label={label} value={object(rule[name])} onChange={(to) => onChange({ ...rule, [name]: to })} />;
  const whenLabel = say(rule['kind'] === 'duty' ? 'when.duty' : 'when');
  return (
    <div className="cw-stack" data-testid="rule-form">
      <Pair name="title" value={object(rule['title'])} onChange={(to) => set('title', to)} />
      <Pair name="why" value={object(rule['why'])} onChange={(to) => set('why', to)} />
      <div className="cw-actions">
        <label>{say('kind')} <Select style={{ minWidth: 110 }} value={String(rule['kind'] ?? '')} onChange={(to) => set('kind', to)} aria-label={say('kind')} options={['fault', 'duty', 'mention', 'merit'].map((value) => ({ value, label: kind.code('kind', value) }))} /></label>
        <label>{say('role')} <Select style={{ minWidth: 110 }} value={String(rule['role'] ?? 'agent')} onChange={(to) => set('role', to)} aria-label={say('role')} data-testid="rule-role" options={['agent', 'customer', 'either'].map((value) => ({ value, label: say.code('role', value) }))} /></label>
        <label>{say('once')} <Switch size="small" checked={rule['once'] === true} onChange={(to) => set('once', to || undefined)} aria-label={say('once')} /></label>
        <label>{say('otherwise')} <Switch size="small" checked={rule['otherwise'] === true} onChange={(to) => set('otherwise', to || undefined)} aria-label={say('otherwise')} /></label>
        <label>{say('callSeconds')} <InputNumber min={0} style={{ width: 90 }} value={rule['call_seconds'] as number | undefined} onChange={(to) => set('call_seconds', to)} aria-label={say('callSeconds')} /></label>
      </div>
      <h3 className="cw-small-head">{whenLabel}</h3>
      <div data-testid="rule-when">{condition('when', whenLabel)}</div>
      {'only_if' in rule
        ? <><h3 className="cw-small-head">{say('onlyIf')} <Button size="small" type="link" className="cw-link" onClick={() => set('only_if', undefined)}>{say('remove')}</Button></h3>{condition('only_if', say('onlyIf'))}</>
        : <div><Button size="small" onClick={() => set('only_if', {})}>{say('onlyIf.add')}</Button></div>}
      <Wordings value={Array.isArray(rule['better']) ? (rule['better'] as Json[]) : []} onChange={(to) => set('better', to.length ? to : undefined)} />
    </div>
  );
}

function Pair({ name, value, onChange }: { name: 'title' | 'why' | 'better'; value: Json; onChange: (value: Json) => void }) {
  const say = useWords(ruleWords);
  const field = (language: 'zh' | 'en') => {
    const label = say(`${name}.${language}`);
    return (
      <div>
        <span className="cw-quiet" aria-hidden>{label}</span>
        <Input.TextArea autoSize value={String(value[language] ?? '')} onChange={(event) => onChange({ ...value, [language]: event.target.value })} aria-label={label} data-testid={`${name}-${language}`} />
      </div>
    );
  };
  return <div className="cw-rule-pair">{field('zh')}{field('en')}</div>;
}

function Wordings({ value, onChange }: { value: Json[]; onChange: (value: Json[]) => void }) {
  const say = useWords(ruleWords);
  const set = (place: number, to: Json) => onChange(value.map((one, at) => (at === place ? to : one)));
  return (
    <>
      <h3 className="cw-small-head">{say('better')}</h3>
      {value.map((one, place) => (
        <div key={place} className="cw-condition-item" data-testid="wording">
          <Pair name="better" value={one} onChange={(to) => set(place, to)} />
          <div className="cw-actions">
            {!('when' in one) && <Button size="small" type="link" className="cw-link" onClick={() => set(place, { ...one, when: {} })}>{say('better.when')}…</Button>}
            <Button size="small" type="link" className="cw-link" onClick={() => onChange(value.filter((_, at) => at !== place))}>{say('remove')}</Button>
          </div>
          {'when' in one && <ConditionForm label={say('better.when')} value={object(one['when'])} onChange={(to) => set(place, Object.keys(to).length ? { ...one, when: to } : put(one, 'when', undefined))} />}
        </div>
      ))}
      <div><Button size="small" onClick={() => onChange([...value, { zh: '', en: '' }])}>{say('better.add')}</Button></div>
    </>
  );
}
