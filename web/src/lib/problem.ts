/** What the server answers when it refuses: problem+json with a stable code and both languages. */
import type { Bilingual } from './words';
import { currentLanguage } from './words';

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly text: Bilingual;
  readonly details: Record<string, unknown>;

  constructor(status: number, code: string, text: Bilingual, details: Record<string, unknown> = {}) {
    super(`${code}: ${text.en}`);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.text = text;
    this.details = details;
  }

  sentence(): string {
    return this.text[currentLanguage()];
  }
}

const unreachable: Bilingual = {
  zh: '连不上服务器。请检查网络，或稍后重试。',
  en: 'The server cannot be reached. Check the network or try again later.',
};
const unexplained: Bilingual = {
  zh: '服务器没有说明原因就拒绝了这次请求。请重试；仍不行时把下面的代码告诉管理员。',
  en: 'The server refused without giving a reason. Try again; if it persists, tell your administrator the code below.',
};

interface ProblemBody { code?: string; zh?: string; en?: string; detail?: string; title?: string; details?: Record<string, unknown> }

function isBody(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null;
}

/** Reads any answer that is not a success; never throws. */
export function problemFrom(status: number, body: unknown): Problem {
  if (!isBody(body) || (!body.zh && !body.en)) {
    return new Problem(status, isBody(body) && body.code ? body.code : `http.${status}`, unexplained);
  }
  const fallback = body.detail ?? body.title ?? '';
  return new Problem(status, body.code ?? `http.${status}`, { zh: body.zh ?? fallback, en: body.en ?? fallback }, body.details ?? {});
}

/** Any thrown value as a Problem, so that a page has one way to show what went wrong. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError) return new Problem(0, 'network.unreachable', unreachable);
  return new Problem(0, 'page.broken', unexplained, { message: String(thrown) });
}
