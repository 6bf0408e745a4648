import { describe, expect, it } from 'vitest';
import { assign, layoutsOf, mappingOf, missing, rememberedFor, sniffed } from './layouts';
import type { FilePreview } from './preview-api';

function file(name: string, columns: [string, string | null][], error: FilePreview['error'] = null): FilePreview {
  return {
    name, size: 10, encoding: 'UTF-8', sheet: null, sheets: [], header_line: 1, rows: 1, rows_exact: true, blank_lines: 0, missing: [], error,
    columns: columns.map(([column, field]) => ({ name: column, field, cells: [], filled: 1, taken: field ? 'header' : null, doubt: null })),
  };
}
const a = file('a.csv', [['企业名称', 'company'], ['电话', 'phones'], ['传真', null]]);
const b = file('b.csv', [['客户', 'company'], ['手机', 'phones'], ['座机', 'phones']]);
const broken = file('c.csv', [], { code: 'tables.broken', zh: '坏', en: 'bad' });

describe('the layouts of chosen files', () => {
  it('are one per header, and a refused file is none', () => {
    const found = layoutsOf([a, b, { ...a, name: 'a2.csv' }, broken]);
    expect(found.map((layout) => layout.files.map((one) => one.name))).toEqual([['a.csv', 'a2.csv'], ['b.csv']]);
  });

  it('give a field to one column only, numbers to several', () => {
    const taken = assign(sniffed(b.columns), '座机', 'company');
    expect(taken).toEqual({ 手机: 'phones', 座机: 'company' });
    expect(assign(taken, '客户', 'phones')).toEqual({ 手机: 'phones', 座机: 'company', 客户: 'phones' });
    expect(assign(taken, '手机', null)).toEqual({ 座机: 'company' });
  });

  it('say what is missing: numbers, and a company or a person', () => {
    expect(missing({})).toEqual(['phones', 'company']);
    expect(missing({ x: 'person' })).toEqual(['phones']);
    expect(missing({ x: 'person', y: 'phones' })).toEqual([]);
  });

  it('are sent only when a person corrected something, and then for every file', () => {
    const layouts = layoutsOf([a, b]);
    const [first, second] = layouts.map((layout) => layout.key) as [string, string];
    const asIs = { [first]: { choice: sniffed(a.columns), origin: 'sniffed' as const }, [second]: { choice: sniffed(b.columns), origin: 'remembered' as const } };
    expect(mappingOf(layouts, asIs, {})).toBe('');
    const corrected = { ...asIs, [second]: { choice: assign(sniffed(b.columns), '座机', null), origin: 'corrected' as const } };
    expect(JSON.parse(mappingOf(layouts, corrected, { 'x.xlsx': ['华东'] }))).toEqual({
      layouts: [
        { header: ['企业名称', '电话', '传真'], company: '企业名称', phones: ['电话'] },
        { header: ['客户', '手机', '座机'], company: '客户', phones: ['手机'] },
      ],
      sheets: { 'x.xlsx': ['华东'] },
    });
  });
});

describe('what a source remembers', () => {
  const stored = { layouts: [{ header: ['企业名称', '电话', '备用'], company: '企业名称', phones: ['电话'] }, { header: ['企业名称', '电话', '传真'], person: '企业名称', phones: ['电话', '传真'] }] };

  it('is taken by its own header first', () => {
    expect(rememberedFor(['企业名称', '电话', '传真'], stored)).toEqual({ 企业名称: 'person', 电话: 'phones', 传真: 'phones' });
    expect(rememberedFor(['企业名称', '电话'], stored)).toEqual({ 企业名称: 'company', 电话: 'phones' });
  });

  it('is nothing for columns it does not know, and an old mapping for all files still counts', () => {
    expect(rememberedFor(['甲', '乙'], stored)).toBeNull();
    expect(rememberedFor(['甲'], undefined)).toBeNull();
    expect(rememberedFor(['甲'], {})).toBeNull();
    expect(rememberedFor(['名', '号'], { company: '名', phones: ['号'], person: null })).toEqual({ 名: 'company', 号: 'phones' });
  });
});
