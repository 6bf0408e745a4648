import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';

export interface Asked { method: string; path: string; body: unknown }
type Answer = (asked: Asked) => unknown;

/** Thrown by an answer to refuse, as problem+json. */
export class Refusal {
  constructor(readonly status: number, readonly body: { code: string; zh: string; en: string }) {}
}

/** Answers requests by "METHOD /path" and remembers them in order; what has no answer is 404. */
export function fakeServer(answers: Record<string, Answer | object>): { asked: Asked[]; of: (method: string, path: string) => Asked[] } {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (given: Request | string) => {
    const request = given instanceof Request ? given : new Request(new URL(given, location.origin));
    const path = new URL(request.url).pathname;
    const text = request.method === 'GET' ? '' : await request.text();
    const one: Asked = { method: request.method, path, body: text ? JSON.parse(text) as unknown : undefined };
    asked.push(one);
    const answer = answers[`${one.method} ${path}`];
    if (answer === undefined) return Response.json({ code: 'http.404', zh: '-', en: 'none' }, { status: 404 });
    try {
      return Response.json(typeof answer === 'function' ? (answer as Answer)(one) ?? {} : answer);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return Response.json(refusal.body, { status: refusal.status });
    }
  });
  return { asked, of: (method, path) => asked.filter((one) => one.method === method && one.path === path) };
}

/** Draws a part of a page with everything that stands around the pages. */
export function draw(part: ReactNode, at = '/') {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <ConfigProvider button={{ autoInsertSpace: false }}><App><QueryClientProvider client={queries}><MemoryRouter initialEntries={[at]}>{part}</MemoryRouter></QueryClientProvider></App></ConfigProvider>,
  );
}
