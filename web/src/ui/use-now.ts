import { useEffect, useState } from 'react';

/** The moment, again every second, for clocks that run on the screen. */
export function useNow(active = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!active) return undefined;
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, [active]);
  return now;
}
