import type { Surroundings } from './ports';

/** The browser around the phone. Localhost counts as secure, plain http from another machine does not. */
export const browserSurroundings: Surroundings = {
  secure: () => globalThis.isSecureContext && 'mediaDevices' in navigator,
  now: () => Date.now(),
  later: (milliseconds, then) => { setTimeout(then, milliseconds); },
  onNetwork: (changed) => globalThis.addEventListener('online', changed),
  onLeave: (leave, back) => {
    globalThis.addEventListener('pagehide', leave);
    globalThis.addEventListener('pageshow', (event) => { if (event.persisted) back(); });
  },
};
