import type { Quality } from './state';

interface Figures extends RTCStats { kind?: string; packetsLost?: number; jitter?: number; currentRoundTripTime?: number; roundTripTime?: number; nominated?: boolean }

export interface Heard { quality: Quality; lostSoFar: number }

/** Sums up what the browser counted on the leg; null before any sound came in. `before` is what was lost until the last look. */
export function hear(all: Iterable<RTCStats>, before: number): Heard | null {
  const figures = [...all] as Figures[];
  const sound = figures.find((one) => one.type === 'inbound-rtp' && one.kind === 'audio');
  if (!sound) return null;
  const pair = figures.find((one) => one.type === 'candidate-pair' && one.nominated && one.currentRoundTripTime !== undefined);
  const far = figures.find((one) => one.type === 'remote-inbound-rtp');
  const lostSoFar = Math.max(0, sound.packetsLost ?? 0);
  const quality = {
    packetsLost: Math.max(0, lostSoFar - before),
    jitterMs: Math.round((sound.jitter ?? 0) * 1000),
    roundTripMs: Math.round((pair?.currentRoundTripTime ?? far?.roundTripTime ?? 0) * 1000),
  };
  return { quality, lostSoFar };
}
