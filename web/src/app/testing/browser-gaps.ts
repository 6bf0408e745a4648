/** What jsdom lacks and antd asks for. */
import { vi } from 'vitest';

class NoResize implements ResizeObserver {
  observe(): void { /* jsdom has no layout, so nothing ever resizes */ }
  unobserve(): void { /* see above */ }
  disconnect(): void { /* see above */ }
}

vi.stubGlobal('ResizeObserver', NoResize);
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));
