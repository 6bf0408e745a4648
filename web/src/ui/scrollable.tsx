/** Around a wide table: what scrolls sideways can be reached and scrolled by keyboard, also when no row holds a button. */
import { type ReactNode, useEffect, useRef } from 'react';

export function Scrollable({ children }: { children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const scrolls of around.current?.querySelectorAll<HTMLElement>('.ant-table-content') ?? []) scrolls.tabIndex = 0;
  });
  return <div ref={around}>{children}</div>;
}
