import { Button, Dropdown } from 'antd';
import { useWords } from '@/lib/words';
import { PartField, ValueInput } from './condition-fields';
import { fresh, isObject, type Json, type Part, parts, put } from './rule-parts';
import { ruleWords } from './rule-words';

interface Props { label: string; value: Json; onChange: (value: Json) => void }

/** A condition: every part it names must hold for one sentence. Parts are added from a menu and may nest. */
export function ConditionForm({ label, value, onChange }: Props) {
  const say = useWords(ruleWords);
  const named = Object.keys(value);
  const free = Object.keys(parts).filter((name) => !(name in value));
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
  return (
    <div className="cw-condition" role="group" aria-label={label}>
      {named.length > 1 && <p className="cw-quiet">{say('allOf')}</p>}
      {named.map((name) => <PartForm key={name} name={name} value={value[name]} onChange={(to) => onChange({ ...value, [name]: to })} onRemove={() => onChange(without(name))} />)}
      <div>
        <Dropdown trigger={['click']} menu={{ items: free.map((name) => ({ key: name, label: say.code('part', name) })), onClick: ({ key }) => onChange({ ...value, [key]: fresh(key) }) }}>
          <Button size="small" aria-label={`${label} · ${say('add')}`} data-testid="add-part">{say('add')}</Button>
        </Dropdown>
      </div>
    </div>
  );
}

/** Several conditions: alternatives, or steps in their order. */
export function ConditionList({ label, value, onChange }: { label: string; value: Json[]; onChange: (value: Json[]) => void }) {
  const say = useWords(ruleWords);
  return (
    <div className="cw-stack">
      {value.map((one, place) => (
        <div key={place} className="cw-condition-item" data-testid="condition">
          <div className="cw-actions"><b>{place + 1}</b><Button size="small" type="link" className="cw-link" onClick={() => onChange(value.filter((_, other) => other !== place))}>{say('remove')}</Button></div>
          <ConditionForm label={`${label} ${place + 1}`} value={one} onChange={(to) => onChange(value.map((other, at) => (at === place ? to : other)))} />
        </div>
      ))}
      <div><Button size="small" onClick={() => onChange([...value, {}])} data-testid="add-condition">{say('addCondition')}</Button></div>
    </div>
  );
}

function PartForm({ name, value, onChange, onRemove }: { name: string; value: unknown; onChange: (value: unknown) => void; onRemove: () => void }) {
  const say = useWords(ruleWords);
  const part: Part = parts[name] ?? { fields: [] };
  const title = say.code('part', name);
  const of = isObject(value) ? value : {};
  return (
    <fieldset className="cw-rule-part" data-testid={`part-${name}`}>
      <legend><b>{title}</b> <span className="cw-quiet">{say.code('help', name)}</span> <Button size="small" type="link" className="cw-link" onClick={onRemove} aria-label={`${say('remove')} · ${title}`}>{say('remove')}</Button></legend>
      {part.whole
        ? <ValueInput kind={part.whole} label={title} value={value} onChange={onChange} testid={`value-${name}`} />
        : part.fields.map((field) => <PartField key={field.name} part={name} field={field} value={of[field.name]} onChange={(to) => onChange(put(of, field.name, to))} />)}
    </fieldset>
  );
}
