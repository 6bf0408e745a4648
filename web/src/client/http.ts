/** The one way to the server: same-origin, cookie session, CSRF header, and every refusal as a Problem. */
import { problemFrom } from '@/lib/problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export function cookie(name: string): string | undefined {
  return document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  const token = cookie('callwright_csrf');
  if (token && init.method !== 'GET') headers.set('X-CSRF-Token', token);
  const answer = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  const text = await answer.text();
  const body: unknown = text && answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  if (!answer.ok) throw problemFrom(answer.status, body);
  return body as T;
}

export const get = <T>(path: string, query?: Query): Promise<T> => send<T>(address(path, query), { method: 'GET' });

export const post = <T>(path: string, body?: object): Promise<T> =>
  send<T>(path, {
    method: 'POST',
    ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
  });

/** Sends files and plain fields as multipart; several files under one name keep their order. */
export function upload<T>(path: string, files: Record<string, File | File[]>, fields: Record<string, string> = {}): Promise<T> {
  const form = new FormData();
  for (const [name, some] of Object.entries(files)) {
    for (const file of Array.isArray(some) ? some : [some]) form.append(name, file);
  }
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  return send<T>(path, { method: 'POST', body: form });
}
