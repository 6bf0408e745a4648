import type { Pulse } from './ports';

/** Beats from a worker, which a browser does not slow down when the tab is hidden; without workers from the page itself. */
export const steadyPulse: Pulse = (milliseconds, beat) => {
  try {
    const worker = new Worker(new URL('./pulse-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = () => beat();
    worker.postMessage(milliseconds);
  } catch {
    setInterval(beat, milliseconds);
  }
};
