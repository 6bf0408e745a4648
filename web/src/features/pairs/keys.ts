import { useEffect } from 'react';

export type Act = 'same' | 'different' | 'skip' | 'undo';
const keys: Record<string, Act> = { '1': 'same', '2': 'different', '3': 'skip', s: 'same', d: 'different', k: 'skip', u: 'undo' };

/** One key per decision while nothing is being typed; with Ctrl, Alt or ⌘ the key belongs to the browser. */
export function actOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing' | 'target'>): Act | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return null;
  const target = event.target as HTMLElement | null;
  if (target?.closest?.('input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog]')) return null;
  return keys[event.key.toLowerCase()] ?? null;
}

export function useDecisionKeys(act: (wanted: Act) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const wanted = actOf(event);
      if (!wanted) return;
      event.preventDefault();
      act(wanted);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [act]);
}
