import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { draw, fakeServer } from '@/client/testing/fake-server';
import type { Rule } from './api';
import { RuleDrawer } from './rule-drawer';
import { formCan, fresh, longForm, parts, put, shown } from './rule-parts';

const rule = (when: Record<string, unknown>): Rule => ({
  check: {
    code: 'polite.x', version: 'polite.x@2026-01-01', family: 'polite', kind: 'fault', title: { zh: '甲', en: 'A' }, why: { zh: '乙', en: 'B' },
    role: 'agent', since: '2026-01-01', source: 'test', own: false,
  },
  rule: { code: 'polite.x', family: 'polite', kind: 'fault', title: { zh: '甲', en: 'A' }, why: { zh: '乙', en: 'B' }, when, better: [{ zh: '丙', en: 'C' }] },
  coming: [],
});
const everything = {
  words: { of: ['甲'], at_least: 1, sound: true }, pattern: { find: '甲', without: '乙' }, similar: { to: ['甲'], at_least: 0.5 }, resembles: { family: 'polite', model: '2026-12-01', at_least: 0.4 }, question: true,
  place: { first_seconds: 10, last_seconds: 5, first_sentences: 2 }, step: 'opening', near: { role: 'customer', before: 3, after: 4, when: { words: { of: ['丙'] } } },
  order: { of: [{ question: true }, { pattern: { find: 'x' } }], within_seconds: 30 }, count: { when: { question: false }, at_least: 3, within_seconds: 60 },
  repeats: { at_least: 0.8, within_seconds: 60, min_characters: 6 }, rate: { above: 300, below: 100, min_characters: 12 }, silence: { longer_than: 4, side: 'before' },
  monologue: { longer_than: 60 }, interrupts: { overlap: 0.5, min_characters: 4 }, any: [{ step: 'a' }], all: [{ step: 'b' }], not: { any: [{ pattern: { find: 'y' } }] },
};
const preview = { calls: 2, hits: [], new: 0, lost: [], precision: null, recall: null };
const tries = (server: ReturnType<typeof fakeServer>) => server.of('POST', '/api/insights/rules/preview').map((one) => (one.body as { rule: Record<string, unknown> }).rule);

afterEach(cleanup);

describe('the parts of a rule', () => {
  it('are all known to the form, nested ones too', () => {
    expect(Object.keys(everything).sort()).toEqual(Object.keys(parts).sort());
    expect(formCan({ when: everything })).toBe(true);
    expect(longForm(everything)).toEqual(everything);
  });
  it('are written out from their short forms, wherever they stand', () => {
    const short = { any: [{ words: ['甲'] }, { near: { before: 3, when: { pattern: 'x' } } }], not: { similar: ['乙'] } };
    const long = { any: [{ words: { of: ['甲'] } }, { near: { before: 3, when: { pattern: { find: 'x' } } } }], not: { similar: { to: ['乙'] } } };
    expect(longForm(short)).toEqual(long);
    expect(shown({ when: short, only_if: { pattern: 'z' }, better: [{ zh: '', en: '', when: { words: ['丁'] } }] })).toEqual({
      when: long, only_if: { pattern: { find: 'z' } }, better: [{ zh: '', en: '', when: { words: { of: ['丁'] } } }],
    });
  });
  it('that the form does not know keep a rule out of it', () => {
    expect(formCan({ when: { weather: 'rain' } })).toBe(false);
    expect(formCan({ when: { any: [{ pattern: { find: 'x', flags: 'i' } }] } })).toBe(false);
    expect(formCan({ when: {}, better: [{ when: { weather: 1 } }] })).toBe(false);
  });
  it('begin with something that can be filled in', () => {
    for (const name of Object.keys(parts)) expect(formCan({ when: { [name]: fresh(name) } }), name).toBe(true);
    expect(put({ a: 1, b: 2 }, 'a', null)).toEqual({ b: 2 });
  });
});

describe('the rule drawer', () => {
  it('sends what the form says, and publishes only what was tried as it stands', async () => {
    const server = fakeServer({ 'POST /api/insights/rules/preview': preview, 'POST /api/insights/rules': { version: 'polite.x@2026-12-01#1' } });
    draw(<RuleDrawer rule={rule({ any: [{ pattern: '买不买' }] })} onClose={() => undefined} />);
    fireEvent.change(screen.getByTestId('field-without'), { target: { value: '慢慢' } });
    fireEvent.click(screen.getByTestId('try-rule'));
    await screen.findByTestId('preview');
    expect(tries(server)[0]?.['when']).toEqual({ any: [{ pattern: { find: '买不买', without: '慢慢' } }] });
    const publish = screen.getByTestId<HTMLButtonElement>('publish-rule');
    fireEvent.change(screen.getByLabelText('修改原因'), { target: { value: '误判' } });
    expect(publish.disabled).toBe(true);
    fireEvent.change(screen.getByLabelText('修改原因'), { target: { value: '误判太多' } });
    expect(publish.disabled).toBe(false);
    fireEvent.change(screen.getByTestId('field-find'), { target: { value: '到底买不买' } });
    expect(publish.disabled).toBe(true);
    fireEvent.click(screen.getByTestId('try-rule'));
    await waitFor(() => expect(publish.disabled).toBe(false));
    fireEvent.click(publish);
    await waitFor(() => expect(server.of('POST', '/api/insights/rules').length).toBe(1));
    expect((server.of('POST', '/api/insights/rules')[0]?.body as { rule: { when: unknown } }).rule.when).toEqual({ any: [{ pattern: { find: '到底买不买', without: '慢慢' } }] });
  });
  it('keeps both views on one rule, and unreadable JSON out of the form', () => {
    fakeServer({});
    draw(<RuleDrawer rule={rule({ words: ['甲'] })} onClose={() => undefined} />);
    fireEvent.change(within(screen.getByTestId('part-words')).getByTestId('field-of'), { target: { value: '甲\n乙\n' } });
    fireEvent.click(screen.getByText('JSON（专家）'));
    const json = screen.getByTestId<HTMLTextAreaElement>('rule-json');
    expect((JSON.parse(json.value) as { when: unknown }).when).toEqual({ words: { of: ['甲', '乙'] } });
    fireEvent.change(json, { target: { value: '{' } });
    expect(screen.getByTestId<HTMLButtonElement>('try-rule').disabled).toBe(true);
    fireEvent.click(screen.getByText('表单'));
    expect(screen.queryByTestId('rule-form')).toBeNull();
    fireEvent.change(json, { target: { value: json.value + '"when": {"question": true}}' } });
    fireEvent.click(screen.getByText('表单'));
    expect(screen.getByTestId('part-question')).toBeTruthy();
  });
  it('opens a rule the form cannot show as JSON', () => {
    fakeServer({});
    draw(<RuleDrawer rule={rule({ weather: 'rain' })} onClose={() => undefined} />);
    expect(screen.queryByTestId('rule-form')).toBeNull();
    expect(screen.getByTestId('rule-json')).toBeTruthy();
  });
});
