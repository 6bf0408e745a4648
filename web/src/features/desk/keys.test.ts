import { describe, expect, it } from 'vitest';
import { partOf } from './fit-parts';
import { meaning, type Pressing } from './keys';
import { final, ofKey, withKey } from './outcomes';
import { quickTimes } from './callback-times';
import { when } from '@/lib/dates';

const plain = { code: '', altKey: false, ctrlKey: false, metaKey: false, repeat: false, isComposing: false, target: document.body };
const press = (key: string, more: Partial<typeof plain> = {}): Pressing | null => meaning({ ...plain, key, ...more });
const within = (html: string): HTMLElement => {
  document.body.innerHTML = html;
  return document.body.querySelector('[data-it]') as HTMLElement;
};

describe('the keys of the desk', () => {
  it('are digits for results and Alt for the call', () => {
    expect(press('1')).toEqual({ outcome: 1 });
    expect(press('0')).toBeNull();
    expect(press('h', { altKey: true, code: 'KeyH' })).toEqual({ act: 'hang_up' });
    expect(press('˙', { altKey: true, code: 'KeyH' })).toEqual({ act: 'hang_up' });
    expect(press('?')).toEqual({ act: 'help' });
  });

  it('mean nothing while something is typed, chosen or composed; Alt and Ctrl+Enter still do', () => {
    for (const html of ['<input data-it>', '<textarea data-it></textarea>', '<div role="dialog"><button data-it></button></div>']) expect(press('1', { target: within(html) })).toBeNull();
    expect(press('1', { isComposing: true })).toBeNull();
    expect(press('1', { repeat: true })).toBeNull();
    expect(press('1', { ctrlKey: true })).toBeNull();
    expect(press('m', { altKey: true, code: 'KeyM', target: within('<input data-it>') })).toEqual({ act: 'mute' });
    expect(press('Enter', { ctrlKey: true, target: within('<textarea data-it></textarea>') })).toEqual({ act: 'save' });
  });

  it('never end a call alone', () => {
    const alone = [...'abcdefghijklmnopqrstuvwxyz0123456789?/ ', 'Enter', 'Escape', 'Delete', 'Backspace'].map((key) => press(key));
    expect(alone.filter((pressing) => pressing && 'act' in pressing && pressing.act === 'hang_up')).toEqual([]);
  });

  it('give each of nine results one digit, the two final ones far from the common ones', () => {
    expect(withKey).toHaveLength(9);
    expect(withKey.map((_, place) => ofKey(place + 1))).toEqual([...withKey]);
    expect(withKey.filter(final)).toEqual(['do_not_call', 'complaint']);
    expect(withKey.findIndex(final)).toBe(7);
    expect(ofKey(10)).toBeNull();
  });
});

describe('what a fit is made of', () => {
  it('reads the criterion and its sign', () => {
    expect(['industries+', 'places-', 'sizes?', 'odd'].map(partOf)).toEqual([{ criterion: 'industries', sign: '+' }, { criterion: 'places', sign: '-' }, { criterion: 'sizes', sign: '?' }, { criterion: 'odd', sign: '?' }]);
  });
});

describe('the usual times of a callback', () => {
  it('are on the company’s clock, in the future, and none twice', () => {
    const monday = quickTimes(new Date('2026-11-23T01:02:00Z'));
    expect(monday.map(({ key, at }) => [key, when(at)])).toEqual([
      ['in_an_hour', '2026-11-23 10:05'], ['this_afternoon', '2026-11-23 16:00'], ['tomorrow_morning', '2026-11-24 10:00'],
      ['tomorrow_afternoon', '2026-11-24 15:00'], ['next_monday', '2026-11-30 10:00'],
    ]);
    const sundayEvening = quickTimes(new Date('2026-11-29T12:00:00Z'));
    expect(sundayEvening.map(({ key, at }) => [key, when(at)])).toEqual([['in_an_hour', '2026-11-29 21:00'], ['tomorrow_morning', '2026-11-30 10:00'], ['tomorrow_afternoon', '2026-11-30 15:00']]);
  });
});
