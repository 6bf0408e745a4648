/** The one way to the server: same origin, cookie session, CSRF header, and every refusal as a Problem. */
import createClient from 'openapi-fetch';
import { problemFrom } from '@/lib/problem';
import type { paths } from './schema';

let csrf = '';

/** Keeps the token that /api/me or sign-in gave; it lives in memory only. */
export function keepCsrf(token: string): void {
  csrf = token;
}

async function send(request: Request): Promise<Response> {
  const copy = request.clone();
  if (request.method !== 'GET') copy.headers.set('X-CSRF-Token', csrf);
  return globalThis.fetch(copy);
}

async function forged(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const body: unknown = await answer.clone().json().catch(() => null);
  return problemFrom(403, body).code === 'auth.forged_request';
}

/** Another tab may have renewed the token: ask for a fresh one and try once more. */
async function guarded(request: Request): Promise<Response> {
  const answer = await send(request);
  if (!(await forged(answer))) return answer;
  const me = await globalThis.fetch('/api/me');
  if (!me.ok) return answer;
  const { csrf_token: token } = (await me.json()) as { csrf_token: string };
  keepCsrf(token);
  return send(request);
}

export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: guarded });

interface Outcome<T> { data?: T; error?: unknown; response: Response }

/** The data of an answer, or the Problem thrown. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T;
}

/** One request whose shape is written down by hand in this room; a filter that is empty is left out of the address. */
export async function ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: `/api/${string}`, wanted: { query?: object; body?: object } = {}): Promise<T> {
  const address = new URL(path, globalThis.location.origin);
  for (const [name, value] of Object.entries(given(wanted.query ?? {}))) address.searchParams.set(name, String(value));
  const content = wanted.body ? { body: JSON.stringify(wanted.body), headers: { 'Content-Type': 'application/json' } } : {};
  const response = await guarded(new Request(address, { method, ...content }));
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as T;
}

/** Sends files and plain fields as multipart; several files under one name keep their order. */
export async function upload<T>(path: `/api/${string}`, files: Record<string, File | File[]>, fields: Record<string, string> = {}): Promise<T> {
  const form = new FormData();
  for (const [name, some] of Object.entries(files)) {
    for (const file of Array.isArray(some) ? some : [some]) form.append(name, file);
  }
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  const response = await guarded(new Request(new URL(path, globalThis.location.origin), { method: 'POST', body: form }));
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as T;
}

/** A filter that is empty is left out of the address. */
export function given<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined)) as T;
}
