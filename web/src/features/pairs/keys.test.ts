import { describe, expect, it } from 'vitest';
import { actOf } from './keys';

const press = (key: string, more: object = {}) => actOf({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, isComposing: false, target: document.body, ...more });

describe('the keys of a decision', () => {
  it('are 1 2 3, s d k, and u', () => {
    expect(['1', '2', '3', 's', 'D', 'k', 'u'].map((key) => press(key))).toEqual(['same', 'different', 'skip', 'same', 'different', 'skip', 'undo']);
    expect(press('x')).toBeNull();
  });

  it('do nothing while somebody types, holds a key down, or means the browser', () => {
    expect(press('1', { target: document.createElement('textarea') })).toBeNull();
    expect(press('s', { isComposing: true })).toBeNull();
    expect(press('s', { repeat: true })).toBeNull();
    expect(press('s', { ctrlKey: true })).toBeNull();
  });
});
