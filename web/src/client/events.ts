/** What the server pushes: {topic, id?}. The screens ask again for what a topic names; a push never carries data. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

const POLL = 5_000;
const AGAIN = 30_000;
/** The server says something every 15 seconds; after two missed ones the connection counts as dead. */
const SILENT = 35_000;

const keysOf: Record<string, QueryKey[]> = {
  desk: [['desk']],
  wallboard: [['wallboard']],
  task: [['leads', 'tasks'], ['leads', 'reminders'], ['desk']],
  list: [['lists'], ['batch']],
};
/** What is asked for again when pushes may have been missed. */
const live: QueryKey[] = [['desk'], ['wallboard'], ['leads', 'reminders']];

interface Push { topic: string }

/** Reads one push; anything else is nothing. */
export function topicOf(data: string): string | null {
  try {
    const push = JSON.parse(data) as Partial<Push> | null;
    return typeof push?.topic === 'string' ? push.topic : null;
  } catch {
    return null;
  }
}

export interface Following { stop(): void }

/**
 * Follows the pushes for as long as somebody is signed in. One tab of a browser holds the connection and tells the others:
 * a browser opens six connections to a server over HTTP/1.1, so that a seventh tab with its own would never load.
 */
export function followEvents(queries: QueryClient): Following {
  const freshen = (keys: QueryKey[]) => { for (const queryKey of keys) void queries.invalidateQueries({ queryKey }); };
  const heard = (topic: string) => freshen(keysOf[topic] ?? [[topic]]);
  const ending = new AbortController();
  const channel = typeof globalThis.BroadcastChannel === 'function' ? new BroadcastChannel('callwright.events') : null;
  if (channel) channel.onmessage = ({ data }: MessageEvent<string>) => { if (data === '') freshen(live); else heard(data); };
  const tell = (topic: string) => { if (topic === '') freshen(live); else heard(topic); channel?.postMessage(topic); };
  const hold = () => new Promise<void>((done) => {
    const stop = listenTo('/api/events', tell);
    ending.signal.addEventListener('abort', () => { stop(); done(); });
  });
  if (navigator.locks) void navigator.locks.request('callwright.events', { signal: ending.signal }, hold).catch(() => undefined);
  else void hold();
  return { stop: () => { ending.abort(); channel?.close(); } };
}

/** The connection itself. While it is broken or silent, everything live is asked for every five seconds; "" stands for everything. */
function listenTo(address: string, tell: (topic: string) => void): () => void {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const later = (wait: number) => { clearTimeout(opening); opening = setTimeout(open, wait); };
  const poll = () => { polling ??= setInterval(() => tell(''), POLL); };
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { poll(); later(0); }, SILENT);
  };
  const works = () => {
    alive();
    if (polling === undefined) return;
    clearInterval(polling);
    polling = undefined;
    tell('');
  };
  const open = () => {
    source?.close();
    source = new EventSource(address);
    source.onerror = () => { poll(); if (source?.readyState === EventSource.CLOSED) later(AGAIN); };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      works();
      const topic = topicOf(data);
      if (topic !== null) tell(topic === 'resync' ? '' : topic);
    };
    source.addEventListener('heartbeat', ({ data }: MessageEvent<string>) => { if (hears(data)) works(); else { alive(); poll(); } });
  };
  if (typeof globalThis.EventSource === 'function') { alive(); open(); } else poll();
  return () => { source?.close(); clearInterval(polling); clearTimeout(opening); clearTimeout(silence); };
}

/** Whether the server itself hears of changes; while it does not, asking is the only way. */
function hears(data: string): boolean {
  try {
    return (JSON.parse(data) as { live?: unknown }).live !== false;
  } catch {
    return false;
  }
}
