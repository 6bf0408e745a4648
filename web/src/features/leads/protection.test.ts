import { describe, expect, it } from 'vitest';
import { daysLeft } from './protection';

const now = Date.parse('2026-11-23T04:00:00Z');

describe('the days a lead is still protected', () => {
  it.each([['2026-11-23T04:00:00Z', 0], ['2026-11-20T00:00:00Z', 0], ['2026-11-23T04:00:01Z', 1], ['2026-11-24T04:00:00Z', 1], ['2026-11-30T04:00:01Z', 8]])('until %s are %i', (until, days) => {
    expect(daysLeft(until, now)).toBe(days);
  });
});
