import { describe, expect, it } from 'vitest';
import type { Check, Count } from './api';
import { firstOfEach } from './each-person';

const count = (person: string, check: string, calls: number, kind: Count['kind'] = 'fault', judged = 10): Count => ({ person_id: person, person: person.toUpperCase(), check, family: 'polite', kind, hits: calls, calls, judged_calls: judged });
const checks = ['a', 'b', 'm'].map((code) => ({ code })) as Check[];

describe('what each person should change first', () => {
  it('is the fault or duty in most of the own calls; those with the larger share come first', () => {
    const rows = firstOfEach([count('x', 'a', 2), count('x', 'b', 3, 'duty'), count('x', 'm', 9, 'merit'), count('y', 'a', 2, 'fault', 4), count('y', 'gone', 4)], checks);
    expect(rows.map((row) => [row.name, row.first.check, row.first.calls])).toEqual([['Y', 'a', 2], ['X', 'b', 3]]);
  });
  it('leaves out people who only did well', () => expect(firstOfEach([count('x', 'm', 5, 'merit')], checks)).toEqual([]));
});
