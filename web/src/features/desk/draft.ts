import { useCallback, useState } from 'react';

/** What was chosen and typed for a call and is not stored yet; it survives page changes, reloads and refused saves. */
export interface Draft { outcome: string | null; note: string; callbackAt: string | null }

const empty: Draft = { outcome: null, note: '', callbackAt: null };
const keyOf = (call: string): string => `callwright.draft.${call}`;

function kept(call: string): Draft {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(keyOf(call)) ?? '{}') as Partial<Draft>) };
  } catch {
    return empty;
  }
}

/** The draft of one call. Give the component `key={call}`, so that another call begins with its own. */
export function useDraft(call: string) {
  const [draft, setDraft] = useState(() => kept(call));
  const change = useCallback((changes: Partial<Draft>) => setDraft((before) => {
    const after = { ...before, ...changes };
    sessionStorage.setItem(keyOf(call), JSON.stringify(after));
    return after;
  }), [call]);
  const forget = useCallback(() => sessionStorage.removeItem(keyOf(call)), [call]);
  return { draft, change, forget };
}
