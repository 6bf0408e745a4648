import { describe, expect, it, vi } from 'vitest';
import { OneTab } from './one-tab';

type Held = (lock: Lock | null) => Promise<void> | undefined;
const lock = { name: 'x', mode: 'exclusive' } as Lock;
const settled = () => new Promise((done) => { setTimeout(done, 0); });

/** One browser's locks, as far as the phone uses them: ifAvailable, queue, abort, steal. */
function browserLocks() {
  let holder: { lose: () => void } | null = null;
  const queue: (() => void)[] = [];
  const grant = (held: Held, done: () => void, lose: (reason: Error) => void) => {
    const mine = { lose: () => lose(new DOMException('stolen', 'AbortError')) };
    holder = mine;
    void Promise.resolve(held(lock)).then(() => { done(); if (holder === mine) { holder = null; queue.shift()?.(); } });
  };
  const request = (_: string, options: LockOptions, held: Held) => new Promise<void>((done, lose) => {
    if (options.steal) { const before = holder; grant(held, done, lose); before?.lose(); return; }
    if (!holder) { grant(held, done, lose); return; }
    if (options.ifAvailable) { void Promise.resolve(held(null)).then(() => done()); return; }
    const turn = () => grant(held, done, lose);
    queue.push(turn);
    options.signal?.addEventListener('abort', () => { queue.splice(queue.indexOf(turn), 1); lose(new DOMException('no', 'AbortError')); });
  });
  return { request } as unknown as LockManager;
}

function tabOf(locks: LockManager) {
  const tab = new OneTab('phone', locks);
  const free = vi.fn();
  const taken = vi.fn();
  return { tab, free, taken, take: async (steal = false) => { tab.take({ steal }, free, taken); await settled(); } };
}

describe('one phone per browser', () => {
  it('is given to one tab; the next waits and has it when the first lets go', async () => {
    const locks = browserLocks();
    const [first, second] = [tabOf(locks), tabOf(locks)];
    await first.take();
    await second.take();
    expect([first.free.mock.calls.length, second.free.mock.calls.length, second.taken.mock.calls.length]).toEqual([1, 0, 1]);
    first.tab.release();
    await settled();
    expect(second.free).toHaveBeenCalledOnce();
  });

  it('can be taken from another tab, which hears of it and gets it back later', async () => {
    const locks = browserLocks();
    const [first, second] = [tabOf(locks), tabOf(locks)];
    await first.take();
    await second.take();
    await second.take(true);
    expect(second.free).toHaveBeenCalledOnce();
    expect(first.taken).toHaveBeenCalledOnce();
    second.tab.release();
    await settled();
    expect(first.free).toHaveBeenCalledTimes(2);
  });

  it('is simply there in a browser without locks', async () => {
    const tab = new OneTab('phone', undefined);
    const free = vi.fn();
    tab.take({ steal: false }, free, vi.fn());
    expect(free).toHaveBeenCalledOnce();
  });
});
