import { useEffect, useRef } from 'react';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat' | 'isComposing' | 'target'>;

/** Names of the acts that have a key; the help lists them in this order. */
export type DeskAct = 'dial' | 'hang_up' | 'hold' | 'mute' | 'transfer' | 'next' | 'ready' | 'extend' | 'note' | 'save' | 'help';
export type Pressing = { act: DeskAct } | { outcome: number };

/** Acts on a call need Alt, so that no single key ends one; Alt letters that browsers keep for themselves are left out. */
const withAlt: Record<string, DeskAct> = { KeyC: 'dial', KeyH: 'hang_up', KeyK: 'hold', KeyM: 'mute', KeyT: 'transfer', KeyN: 'next', KeyR: 'ready', KeyX: 'extend' };
const typing = 'input, textarea, select, [contenteditable=true], [role=combobox]';

/** What a key means. Digits and signs mean nothing while something is typed; with Alt the place of the key counts, as a Mac writes signs there. */
export function meaning(event: Pressed): Pressing | null {
  if (event.repeat || event.isComposing || event.metaKey) return null;
  const target = event.target as HTMLElement | null;
  if (event.ctrlKey) return event.key === 'Enter' ? { act: 'save' } : null;
  if (event.altKey) return withAlt[event.code] ? { act: withAlt[event.code] as DeskAct } : null;
  if (target?.closest?.(`${typing}, [role=dialog], [role=menu]`)) return null;
  if (/^[1-9]$/.test(event.key)) return { outcome: Number(event.key) };
  if (event.key === '?') return { act: 'help' };
  return event.key === '/' ? { act: 'note' } : null;
}

/** Listens to the keys of the whole page; `act` says whether it took the key. */
export function useDeskKeys(act: (pressing: Pressing) => boolean): void {
  const latest = useRef(act);
  useEffect(() => { latest.current = act; });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const pressing = meaning(event);
      if (pressing && latest.current(pressing)) event.preventDefault();
    };
    globalThis.addEventListener('keydown', pressed);
    return () => globalThis.removeEventListener('keydown', pressed);
  }, []);
}

/** How the keys are written on buttons and in the help. */
export const written: Record<DeskAct, string> = {
  dial: 'Alt C', hang_up: 'Alt H', hold: 'Alt K', mute: 'Alt M', transfer: 'Alt T', next: 'Alt N', ready: 'Alt R', extend: 'Alt X', note: '/', save: 'Ctrl Enter', help: '?',
};
