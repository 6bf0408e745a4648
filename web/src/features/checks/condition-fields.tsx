import { Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { ConditionForm, ConditionList } from './condition-form';
import { type Field, isObject, type Json } from './rule-parts';
import { ruleWords } from './rule-words';

interface FieldProps { part: string; field: Field; value: unknown; onChange: (value: unknown) => void }

/** One field of a part with its label; empty ones are left out of the rule. */
export function PartField({ part, field, value, onChange }: FieldProps) {
  const say = useWords(ruleWords);
  const label = say.code('field', `${part}.${field.name}`);
  return (
    <div className="cw-rule-field">
      <span className="cw-quiet" aria-hidden>{label}{field.needed ? ' *' : ''}</span>
      <ValueInput kind={field.kind} label={label} value={value} onChange={onChange} testid={`field-${field.name}`} />
    </div>
  );
}

interface ValueProps { kind: Field['kind']; label: string; value: unknown; onChange: (value: unknown) => void; testid: string }

export function ValueInput({ kind, label, value, onChange, testid }: ValueProps) {
  const say = useWords(ruleWords);
  const choices = (group: string, codes: string[]) => codes.map((code) => ({ value: code, label: say.code(group, code) }));
  switch (kind) {
    case 'condition':
      return <ConditionForm label={label} value={isObject(value) ? value : {}} onChange={onChange} />;
    case 'conditions':
      return <ConditionList label={label} value={Array.isArray(value) ? (value as Json[]) : []} onChange={onChange} />;
    case 'lines':
      return <Lines label={label} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} testid={testid} />;
    case 'number':
      return <InputNumber min={0} value={value as number | undefined} onChange={onChange} aria-label={label} data-testid={testid} />;
    case 'share':
      return <InputNumber min={0.05} max={1} step={0.05} value={value as number | undefined} onChange={onChange} aria-label={label} data-testid={testid} />;
    case 'yes':
      return <Switch checked={value === true} onChange={onChange} checkedChildren={say('yes')} unCheckedChildren={say('no')} aria-label={label} data-testid={testid} />;
    case 'role':
      return <Select style={{ minWidth: 120 }} value={(value as string | undefined) ?? 'either'} onChange={onChange} options={choices('role', ['agent', 'customer', 'either'])} aria-label={label} data-testid={testid} />;
    case 'family':
      return <Select style={{ minWidth: 140 }} value={value as string | undefined} onChange={onChange} options={choices('family', ['no_ultimatum', 'polite', 'purposeful'])} aria-label={label} data-testid={testid} />;
    case 'side':
      return <Select style={{ minWidth: 120 }} value={(value as string | undefined) ?? 'after'} onChange={onChange} options={choices('side', ['before', 'after'])} aria-label={label} data-testid={testid} />;
    case 'pattern':
      return <Input.TextArea autoSize value={(value as string | undefined) ?? ''} onChange={(event) => onChange(event.target.value)} className="cw-code" spellCheck={false} aria-label={label} data-testid={testid} />;
    case 'text':
      return <Input value={(value as string | undefined) ?? ''} onChange={(event) => onChange(event.target.value)} aria-label={label} data-testid={testid} />;
  }
}

/** One word or sentence a line; what is typed stays as typed while it is being written. */
function Lines({ label, value, onChange, testid }: { label: string; value: string[]; onChange: (value: string[]) => void; testid: string }) {
  const say = useWords(ruleWords);
  const [text, setText] = useState(value.join('\n'));
  const read = (typed: string) => typed.split('\n').map((line) => line.trim()).filter(Boolean);
  const change = (typed: string) => { setText(typed); onChange(read(typed)); };
  const typed = read(text).join('\n') === value.join('\n') ? text : value.join('\n');
  return <Input.TextArea autoSize={{ minRows: 2 }} value={typed} onChange={(event) => change(event.target.value)} placeholder={say('lines')} aria-label={label} data-testid={testid} />;
}
