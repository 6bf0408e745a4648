/** What an agent may record, in the order of the keys 1–9; the rest has no key. */
export const withKey = ['interested', 'callback', 'effective', 'refused', 'ordered', 'wrong_party', 'answering_machine', 'do_not_call', 'complaint'] as const;
export const withoutKey = ['no_answer', 'busy', 'switched_off', 'invalid_number'] as const;

export type Recordable = (typeof withKey)[number] | (typeof withoutKey)[number];

/** After these nobody ever calls the number again, so they are asked for twice. */
export const final = (outcome: string | null): boolean => outcome === 'do_not_call' || outcome === 'complaint';

export const ofKey = (key: number): Recordable | null => withKey[key - 1] ?? null;
