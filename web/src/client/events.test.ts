import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followEvents, topicOf } from './events';

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static made: FakeSource[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor(readonly url: string) { super(); FakeSource.made.push(this); }
  close(): void { this.readyState = 2; }
  beat(live: boolean): void { this.dispatchEvent(new MessageEvent('heartbeat', { data: JSON.stringify({ live }) })); }
}

const queries = new QueryClient();
let asked: string[] = [];
const keys = () => asked;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('BroadcastChannel', undefined);
  FakeSource.made = [];
  asked = [];
  vi.spyOn(queries, 'invalidateQueries').mockImplementation(async (filter) => { asked.push((filter?.queryKey as string[]).join('/')); });
  const following = followEvents(queries);
  stop = () => following.stop();
});
afterEach(() => { stop(); vi.useRealTimers(); vi.unstubAllGlobals(); });

describe('pushes', () => {
  it('say what to ask for again, and nothing else does', () => {
    const [source] = FakeSource.made;
    source?.beat(true);
    source?.onmessage?.({ data: '{"topic":"desk"}' });
    expect(keys()).toEqual(['desk']);
    source?.onmessage?.({ data: '{"topic":"task","id":"7"}' });
    expect(keys().slice(1)).toEqual(['leads/tasks', 'leads/reminders', 'desk']);
    vi.advanceTimersByTime(20_000);
    expect(keys()).toHaveLength(4);
  });

  it('that may have been missed make everything live fresh', () => {
    FakeSource.made[0]?.onmessage?.({ data: '{"topic":"resync"}' });
    expect(keys()).toEqual(['desk', 'wallboard', 'leads/reminders']);
  });

  it('are replaced by asking every five seconds while the connection or the server’s hearing is broken', () => {
    const [source] = FakeSource.made;
    source?.beat(false);
    vi.advanceTimersByTime(10_000);
    expect(keys().filter((key) => key === 'desk')).toHaveLength(2);
    source?.beat(true);
    expect(keys().filter((key) => key === 'desk')).toHaveLength(3);
    vi.advanceTimersByTime(10_000);
    expect(keys().filter((key) => key === 'desk')).toHaveLength(3);
  });

  it('that stop without a word are noticed after two missed heartbeats, and asked for anew', () => {
    FakeSource.made[0]?.beat(true);
    vi.advanceTimersByTime(35_001);
    expect(FakeSource.made).toHaveLength(2);
    expect(FakeSource.made[0]?.readyState).toBe(2);
    vi.advanceTimersByTime(5_000);
    expect(keys()).toContain('desk');
  });

  it('are tried again half a minute after the server refused them', () => {
    const [source] = FakeSource.made;
    if (source) source.readyState = 2;
    source?.onerror?.();
    vi.advanceTimersByTime(30_000);
    expect(FakeSource.made).toHaveLength(2);
  });

  it('end with the page’s frame', () => {
    stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.made[0]?.readyState).toBe(2);
    expect(keys()).toEqual([]);
  });

  it('that are no pushes are nothing', () => {
    expect([topicOf('x'), topicOf('null'), topicOf('{"id":"1"}'), topicOf('{"topic":"list"}')]).toEqual([null, null, null, 'list']);
  });
});
