import { describe, expect, it } from 'vitest';
import type { Book } from '@/lib/words';

const han = /[\u4e00-\u9fff]/;
const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*words.ts', '!/src/**/*.test.*', '!/src/ui/definitions.ts'], { eager: true, query: '?raw', import: 'default' });
const modules = import.meta.glob<Record<string, Book<string>>>(['/src/**/words.ts', '/src/**/*-words.ts', '/src/ui/definitions.ts', '!/src/lib/words.ts'], { eager: true });
const books = Object.entries(modules).flatMap(([path, exports]) => Object.values(exports).map((words) => ({ path, words })));

describe('the books of words', () => {
  it.each(books)('$path says every sentence in Chinese and in English', ({ words }) => {
    for (const [key, [zh, en]] of Object.entries(words.pairs)) {
      expect(zh.trim(), `${key} zh`).not.toBe('');
      expect(en.trim(), `${key} en`).not.toBe('');
      if (words.name !== 'account' || key !== 'brand') expect(en, `${key} en`).not.toMatch(han);
      const holes = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort();
      expect(holes(en), `${key}: the same {values} in both`).toEqual(holes(zh));
    }
  });

  it('hold every sentence: no page writes Chinese by itself', () => {
    const allowed = ['/src/ui/language-switch.tsx', '/src/lib/problem.ts', '/src/lib/figures.ts', '/src/ui/job-progress.tsx'];
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replaceAll('、', '');
    const found = Object.entries(sources).filter(([path, text]) => han.test(code(text)) && !allowed.includes(path)).map(([path]) => path);
    expect(found).toEqual([]);
  });

  it('hold every key a page asks for with a fixed name', () => {
    const known = new Set(books.flatMap(({ words }) => Object.keys(words.pairs)));
    const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/\bsay\('([^']+)'/g)].map((match) => match[1] ?? ''));
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(150);
  });

  it('have names of their own', () => {
    const names = books.map(({ words }) => words.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
