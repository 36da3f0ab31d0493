import exec from 'k6/execution';
import http, { type RefinedResponse, type ResponseType } from 'k6/http';
import { fail, sleep } from 'k6';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { ADDRESSES } from './settings.ts';

/** An organization that a scenario signs up itself, and the address that its people ask from. */
export type Newcomer = { token: string; address: string };

type Response = RefinedResponse<ResponseType | undefined>;

export function signUp(slug: string, address: string): Newcomer {
  const { access_token: token } = made<Tokens>(() =>
    ask({ token: '', address }, 'POST', '/organizations', {
      name: slug,
      slug,
      time_zone: 'UTC',
      owner: { name: 'Owner', email: `owner@${slug}.example`, password: `not-a-secret-${slug}` },
    }),
  );
  return { token, address };
}

/** Setting up is no part of what is measured, and may take as long as the pace wants. */
export function made<T>(asked: () => Response): T {
  let response = asked();
  for (let tries = 0; response.status === 429 && tries < 10; tries++) {
    sleep(Number(response.headers['Retry-After'] ?? 1));
    response = asked();
  }
  if (response.status >= 300) fail(`${response.request.url} answered ${response.status} ${response.status_text}`);
  // Answers are typed by who asks: the service and this script are of one commit.
  return response.json() as T;
}

/** One request, to the node whose turn it is. */
export function ask(who: Newcomer, method: string, path: string, body?: object): Response {
  return http.request(...requestOf(who, method, path, body));
}

/** The same body to all nodes in turn, as many times at once. */
export function askAtOnce(who: Newcomer, method: string, path: string, bodies: readonly object[]): Response[] {
  return http.batch(bodies.map((body, n) => requestOf(who, method, path, body, n)));
}

function requestOf(
  { token, address }: Newcomer,
  method: string,
  path: string,
  body?: object,
  turn: number = exec.vu.idInTest,
): [string, string, string | null, object] {
  const node = ADDRESSES[turn % ADDRESSES.length] ?? '';
  const params = {
    timeout: '10s',
    tags: { name: 'api' },
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
  };
  return [method, `${node}/api/v1${path}`, body === undefined ? null : JSON.stringify(body), params];
}
