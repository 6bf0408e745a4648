/** What jsdom lacks and antd asks for. */
import { configure } from '@testing-library/react';
import { vi } from 'vitest';

/** A busy machine draws slowly; a test that waits passes as soon as what it waits for is there. */
configure({ asyncUtilTimeout: 10_000 });

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
