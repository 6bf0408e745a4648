const FIRST = 1_000;
const LONGEST = 15_000;
const SPREAD = 0.2;

/**
 * Milliseconds to wait before try number `attempt` (1, 2, …): doubles from one second up to 15 seconds.
 * Spread by a fifth to both sides, so that a whole floor does not come back at one instant after an outage.
 */
export function waitBefore(attempt: number, chance: () => number = Math.random): number {
  const plain = Math.min(LONGEST, FIRST * 2 ** Math.max(0, attempt - 1));
  return Math.round(plain * (1 - SPREAD + 2 * SPREAD * chance()));
}
