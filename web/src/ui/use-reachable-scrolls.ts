import { type RefObject, useEffect, useRef } from 'react';

const scrolling = '.ant-table-body, .ant-table-content';

/** Whoever has no mouse scrolls a wide table with the arrow keys: what scrolls inside takes the focus, also when it comes later. */
export function useReachableScrolls<Box extends HTMLElement>(): RefObject<Box | null> {
  const box = useRef<Box>(null);
  useEffect(() => {
    const around = box.current;
    if (!around) return;
    const reach = () => { for (const part of around.querySelectorAll<HTMLElement>(scrolling)) if (part.tabIndex !== 0) part.tabIndex = 0; };
    reach();
    const watch = new MutationObserver(reach);
    watch.observe(around, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return box;
}
