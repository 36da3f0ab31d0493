import type { Problem } from '../../realtime/contract/problem.ts';
import { hearServerTime } from './clock.ts';
import { apiPath } from './page.ts';
import { hearStanding } from './standing.ts';

/** Every "no" of the server, and `offline` when no answer came at all. Programs look at `code`, people read `detail`. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly { path: string; message: string }[];
  /** Of a limit: how many are there, and how many there may be. */
  readonly plan: Problem['plan'] | null;
  /** Seconds until it is worth asking again, where the server has said so. */
  readonly retryAfter: number | null;

  constructor(
    problem: Pick<Problem, 'code' | 'title' | 'status' | 'detail'> & {
      errors?: Problem['errors'] | undefined;
      plan?: Problem['plan'] | undefined;
    },
    retryAfter: number | null = null,
  ) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.title = problem.title;
    this.status = problem.status;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.plan = problem.plan ?? null;
    this.retryAfter = retryAfter;
  }
}

export type RequestOptions = {
  /** Absent: the credential of `authorizeWith`. `null`: none. A string: this one, which is never renewed. */
  token?: string | null;
  /** Absent: a fresh one for each POST. Give the same one again to repeat the same wish safely. */
  idempotencyKey?: string;
  /** The `revision` that the change is meant for. */
  ifMatch?: number | string;
  /** The ETag of what is already here: an answer of 304 has `body: null`. */
  ifNoneMatch?: string;
  /** Milliseconds until the answer counts as lost. */
  timeout?: number;
};

/** Answers are typed by the caller: the server and this script are of one build. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('PATCH', path, body, options),
  delete: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('DELETE', path, body, options),
};

type Credential = { token: () => string | null; renew: () => Promise<string | null> };
let credential: Credential | null = null;

/** The staff session registers itself here, so that an expired token is renewed once and the request repeated. */
export function authorizeWith(registered: Credential): void {
  credential = registered;
}

/** A key for one wish: keep it to ask again after no answer. */
export function newKey(): string {
  // Absent in old browsers, and everywhere without TLS.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('');
}

export type Answer<T> = { status: number; body: T | null; etag: string | null };

/** For those who need more than the body: the status and the ETag. */
export async function request<T>(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const idempotencyKey = options.idempotencyKey ?? (method === 'POST' ? newKey() : undefined);
  const kept: RequestOptions = idempotencyKey === undefined ? options : { ...options, idempotencyKey };
  const token = options.token === undefined ? (credential?.token() ?? null) : options.token;
  try {
    return await attempt<T>(method, path, body, token, kept);
  } catch (problem) {
    const renewable = options.token === undefined && token !== null && credential !== null;
    if (!renewable || !(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
    const renewed = await credential?.renew();
    if (renewed === null || renewed === undefined) throw problem;
    return attempt<T>(method, path, body, renewed, kept);
  }
}

async function send<T>(method: string, path: string, body: unknown, options?: RequestOptions): Promise<T> {
  const answer = await request<T>(method, path, body, options);
  // An empty answer (204) is what the caller has typed as void or null.
  return answer.body as T;
}

/** A file that is the answer, under the name that the server gives it. @throws ApiProblem */
export async function download(path: string): Promise<{ blob: Blob; name: string | null }> {
  // A token that is about to end is renewed by the question before.
  await api.get('/auth/me');
  const response = await fetch(apiPath(path), {
    headers: { Authorization: `Bearer ${credential?.token() ?? ''}` },
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {
    throw offline();
  });
  if (!response.ok) throw refusal(response, await response.text());
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name ?? null };
}

const PATIENCE_MS = 15_000;

async function attempt<T>(
  method: string,
  path: string,
  body: unknown,
  token: string | null,
  options: RequestOptions,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = body instanceof Blob ? body.type : 'application/json';
  if (token !== null) headers['Authorization'] = `Bearer ${token}`;
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey;
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
  if (options.ifNoneMatch !== undefined) headers['If-None-Match'] = options.ifNoneMatch;

  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeout ?? PATIENCE_MS);
  const sentAt = Date.now();
  try {
    const response = await fetch(apiPath(path), {
      method,
      headers,
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: abort.signal,
    });
    hearServerTime(response.headers.get('Date'), sentAt, Date.now());
    const text = await response.text();
    if (!response.ok && response.status !== 304) {
      const refused = refusal(response, text);
      hearStanding(refused);
      throw refused;
    }
    return {
      status: response.status,
      body: text === '' ? null : (JSON.parse(text) as T),
      etag: response.headers.get('ETag'),
    };
  } catch (error) {
    if (error instanceof ApiProblem) throw error;
    throw offline();
  } finally {
    clearTimeout(timer);
  }
}

function refusal(response: Response, text: string): ApiProblem {
  try {
    const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
    return new ApiProblem(JSON.parse(text) as Problem, Number.isFinite(retryAfter) ? retryAfter : null);
  } catch {
    // A proxy in between answered in its own words.
    const title = `The server answered ${response.status}.`;
    return new ApiProblem({ code: 'unavailable', title, status: response.status, detail: title });
  }
}

function offline(): ApiProblem {
  const title = 'No answer from the server.';
  return new ApiProblem({ code: 'offline', title, status: 0, detail: title });
}
