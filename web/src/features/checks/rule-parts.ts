/**
 * The rule language of docs/howto/checks.md as a form knows it: which parts a condition may name and what each part
 * asks for. A rule that the form wrote and one written by hand are the same JSON.
 */

export type Json = Record<string, unknown>;
export type FieldKind = 'pattern' | 'lines' | 'number' | 'share' | 'text' | 'family' | 'yes' | 'role' | 'side' | 'condition' | 'conditions';
export interface Field { name: string; kind: FieldKind; needed?: boolean; start?: unknown }
export interface Part { fields: Field[]; whole?: FieldKind }

const seconds = (name: string, needed = false): Field => ({ name, kind: 'number', needed });

/** Every part of a condition: its fields, or `whole` when the part is one value itself. The order is that of the menu. */
export const parts: Record<string, Part> = {
  words: { fields: [{ name: 'of', kind: 'lines', needed: true }, { name: 'sound', kind: 'yes' }, { name: 'at_least', kind: 'number' }] },
  pattern: { fields: [{ name: 'find', kind: 'pattern', needed: true }, { name: 'without', kind: 'pattern' }] },
  similar: { fields: [{ name: 'to', kind: 'lines', needed: true }, { name: 'at_least', kind: 'share' }] },
  resembles: { fields: [{ name: 'family', kind: 'family', needed: true, start: 'polite' }, { name: 'model', kind: 'text', needed: true }, { name: 'at_least', kind: 'share', needed: true, start: 0.4 }] },
  question: { fields: [], whole: 'yes' },
  near: { fields: [{ name: 'role', kind: 'role' }, { name: 'before', kind: 'number', start: 10 }, { name: 'after', kind: 'number' }, { name: 'when', kind: 'condition', needed: true }] },
  order: { fields: [{ name: 'of', kind: 'conditions', needed: true, start: [{}, {}] }, seconds('within_seconds')] },
  count: { fields: [{ name: 'at_least', kind: 'number', needed: true, start: 2 }, { name: 'when', kind: 'condition', needed: true }, seconds('within_seconds')] },
  repeats: { fields: [{ name: 'at_least', kind: 'share' }, { name: 'min_characters', kind: 'number' }, seconds('within_seconds')] },
  rate: { fields: [{ name: 'above', kind: 'number', start: 320 }, { name: 'below', kind: 'number' }, { name: 'min_characters', kind: 'number' }] },
  silence: { fields: [{ ...seconds('longer_than', true), start: 5 }, { name: 'side', kind: 'side' }] },
  monologue: { fields: [{ ...seconds('longer_than', true), start: 60 }] },
  interrupts: { fields: [seconds('overlap'), { name: 'min_characters', kind: 'number' }] },
  place: { fields: [seconds('first_seconds'), seconds('last_seconds'), { name: 'first_sentences', kind: 'number' }] },
  step: { fields: [], whole: 'text' },
  any: { fields: [], whole: 'conditions' },
  all: { fields: [], whole: 'conditions' },
  not: { fields: [], whole: 'condition' },
};

const short: Record<string, string> = { words: 'of', similar: 'to', pattern: 'find' };
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A condition with its short forms written out, so that a form can show it; unknown parts stay as they are. */
export function longForm(condition: Json): Json {
  const inside = (value: unknown): unknown => (Array.isArray(value) ? value.map((one) => (isObject(one) ? longForm(one) : one)) : isObject(value) ? longForm(value) : value);
  return Object.fromEntries(Object.entries(condition).map(([name, value]) => {
    const key = short[name];
    const long = key && !isObject(value) ? { [key]: value } : value;
    if (parts[name]?.whole) return [name, inside(long)];
    return [name, isObject(long) ? Object.fromEntries(Object.entries(long).map(([field, one]) => [field, nested(name, field) ? inside(one) : one])) : long];
  }));
}

const nested = (part: string, field: string) => parts[part]?.fields.some((one) => one.name === field && one.kind.startsWith('condition')) ?? false;

/** What a part holds when it was just added. */
export function fresh(name: string): unknown {
  const part = parts[name];
  if (!part) return {};
  if (part.whole) return { yes: true, text: '', condition: {}, conditions: [{}] }[part.whole as 'yes'];
  const empty = (field: Field) => field.start ?? { pattern: '', text: '', lines: [], condition: {} }[field.kind as 'pattern'];
  return Object.fromEntries(part.fields.filter((field) => field.needed || field.start !== undefined).map((field) => [field.name, empty(field)]));
}

/** Whether a form can show the whole of a rule's condition; otherwise it has to be edited as written. */
export function showable(condition: unknown): boolean {
  if (!isObject(condition)) return false;
  return Object.entries(condition).every(([name, value]) => {
    const part = parts[name];
    if (!part) return false;
    if (part.whole) return fits(part.whole, value);
    return isObject(value) && Object.entries(value).every(([field, one]) => {
      const known = part.fields.find((each) => each.name === field);
      return known !== undefined && fits(known.kind, one);
    });
  });
}

function fits(kind: FieldKind, value: unknown): boolean {
  if (kind === 'condition') return showable(value);
  if (kind === 'conditions') return Array.isArray(value) && value.every(showable);
  if (kind === 'lines') return Array.isArray(value);
  if (kind === 'number' || kind === 'share') return typeof value === 'number';
  if (kind === 'yes') return typeof value === 'boolean';
  return typeof value === 'string';
}

/** A copy with one entry set, or taken out when there is nothing to say. */
export function put(of: Json, name: string, value: unknown): Json {
  const nothing = value === undefined || value === null || value === '';
  return nothing ? Object.fromEntries(Object.entries(of).filter(([one]) => one !== name)) : { ...of, [name]: value };
}

/** The rule as the form shows it: short forms written out in `when`, `only_if` and the wordings. */
export function shown(rule: Json): Json {
  const long = (value: unknown) => (isObject(value) ? longForm(value) : value);
  const better = Array.isArray(rule['better']) ? rule['better'].map((one) => (isObject(one) && 'when' in one ? { ...one, when: long(one['when']) } : one)) : rule['better'];
  return { ...rule, when: long(rule['when']), ...('only_if' in rule ? { only_if: long(rule['only_if']) } : {}), ...(better === undefined ? {} : { better }) };
}

/** Whether the form shows everything this rule says. */
export const formCan = (rule: Json) => showable(rule['when']) && (!('only_if' in rule) || showable(rule['only_if'])) && (!Array.isArray(rule['better']) || rule['better'].every((one) => isObject(one) && (!('when' in one) || showable(one['when']))));
