import { afterEach, describe, expect, it } from 'vitest';
import { instant, setCompanyZone, when } from './dates';

afterEach(() => setCompanyZone('Asia/Shanghai'));

describe('the company’s clock', () => {
  it('gives the moment of a time on the wall, whatever the zone of the browser', () => {
    expect(instant('2026-11-23 14:05')).toBe('2026-11-23T06:05:00.000Z');
    expect(when(instant('2026-11-23 14:05'))).toBe('2026-11-23 14:05');
  });

  it('knows summer time', () => {
    setCompanyZone('Europe/Berlin');
    expect(instant('2026-07-01 09:00')).toBe('2026-07-01T07:00:00.000Z');
    expect(instant('2026-12-01 09:00')).toBe('2026-12-01T08:00:00.000Z');
    expect(instant('2026-03-29 04:30')).toBe('2026-03-29T02:30:00.000Z');
    expect(when(instant('2026-10-25 01:30'))).toBe('2026-10-25 01:30');
  });
});
