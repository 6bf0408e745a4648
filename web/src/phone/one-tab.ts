import type { Tab } from './ports';

type Locks = Pick<LockManager, 'request'>;

/** One phone per browser: the tab that holds this lock. A lock dies with its tab, so none is ever left behind. */
export class OneTab implements Tab {
  #release: (() => void) | null = null;
  #queue: AbortController | null = null;

  constructor(private readonly name: string, private readonly locks: Locks | undefined = globalThis.navigator.locks) {}

  take({ steal }: { steal: boolean }, free: () => void, taken: () => void): void {
    if (!this.locks) { free(); return; }
    this.#queue?.abort();
    if (steal) { this.#ask({ steal: true }, free, taken); return; }
    void this.locks.request(this.name, { ifAvailable: true }, (lock) => {
      if (lock) return this.#hold(free);
      taken();
      this.#wait(free, taken);
      return undefined;
    }).catch(() => this.#lost(free, taken));
  }

  release(): void {
    this.#queue?.abort();
    this.#release?.();
    this.#release = null;
  }

  #hold(free: () => void): Promise<void> {
    free();
    return new Promise((done) => { this.#release = done; });
  }

  #wait(free: () => void, taken: () => void): void {
    this.#queue = new AbortController();
    this.#ask({ signal: this.#queue.signal }, free, taken);
  }

  #ask(options: LockOptions, free: () => void, taken: () => void): void {
    void this.locks?.request(this.name, options, () => this.#hold(free)).catch(() => {
      if (!options.signal?.aborted) this.#lost(free, taken);
    });
  }

  /** Another tab stole the lock: say so, and queue for when that one closes. */
  #lost(free: () => void, taken: () => void): void {
    this.#release = null;
    taken();
    this.#wait(free, taken);
  }
}
