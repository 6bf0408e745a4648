import { useEffect } from 'react';

/** The browser asks before the page is closed or reloaded while a customer is on the line. */
export function useLeaveWarning(talking: boolean): void {
  useEffect(() => {
    if (!talking) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [talking]);
}
