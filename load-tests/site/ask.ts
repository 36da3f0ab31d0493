import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';
import { addressOf, organization } from './organizations.ts';
import { ADDRESSES } from './settings.ts';

const commandMs = new Trend('command_ms', true);
const failed = new Rate('commands_failed');
const elsewhere = new Counter('commands_elsewhere');

/** k6 has one, and its types do not say so. */
declare const console: { error(text: string): void };

/** What a proxy sends on to another node: nothing came, or this node does not serve now. */
const NOT_SERVED = [0, 502, 503, 504];

type Reply = RefinedResponse<'text'>;

/** A command of the staff of the n-th organization; its answer, or null when it failed. `no`: a refusal that belongs to the work. */
export function command<T>(
  n: number,
  name: string,
  path: string,
  body: object,
  { no }: { no?: string } = {},
): T | null {
  const { url, text, params } = requestOf(n, name, path, body);
  return resultOf<T>(
    anywhere((address) => timed(name, http.post(url(address), text, params))),
    name,
    no,
  );
}

/** The same while other things go on. */
export async function commandSoon<T>(n: number, name: string, path: string, body: object): Promise<T | null> {
  const { url, text, params } = requestOf(n, name, path, body);
  const reply = await http.asyncRequest('POST', url(addressAt(exec.vu.idInTest)), text, params);
  return resultOf<T>(timed(name, reply), name);
}

function requestOf(n: number, name: string, path: string, body: object) {
  // Sent again elsewhere it does not happen twice.
  const key = `${exec.vu.idInTest}-${Date.now()}-${Math.random()}`;
  const own = headers(n, organization(n).staff_token);
  return {
    url: (address: string) => `${address}/api/v1${path}`,
    text: JSON.stringify(body),
    params: {
      responseType: 'text' as const,
      tags: { name },
      timeout: '10s',
      headers: { ...own, 'Idempotency-Key': key, 'Content-Type': 'application/json' },
    },
  };
}

function timed(name: string, reply: Reply): Reply {
  commandMs.add(reply.timings.duration, { name });
  return reply;
}

function resultOf<T>(reply: Reply, name: string, no?: string): T | null {
  const isDone = reply.status >= 200 && reply.status < 300;
  // Null where nothing came, whatever the types say.
  const body = reply.body as string | null;
  const isExpected = !isDone && no !== undefined && body?.includes(`"${no}"`) === true;
  failed.add(!isDone && !isExpected);
  if (isDone) return reply.json() as T; // typed by who asks: the service and this script are of one commit
  if (!isExpected) console.error(`${name} answered ${reply.status} ${reply.error} ${body}`);
  return null;
}

/** A board as this credential may see it. */
export function read<T>(n: number, path: string, token: string): T | null {
  const reply = anywhere((address) =>
    http.get(`${address}/api/v1${path}`, {
      responseType: 'text',
      tags: { name: 'read' },
      timeout: '10s',
      headers: headers(n, token),
    }),
  );
  return reply.status === 200 ? (reply.json() as T) : null; // the same
}

function anywhere(ask: (address: string) => Reply): Reply {
  const first = exec.vu.idInTest + exec.vu.iterationInScenario;
  let reply = ask(addressAt(first));
  for (let n = 1; n < ADDRESSES.length && NOT_SERVED.includes(reply.status); n++) {
    elsewhere.add(1);
    reply = ask(addressAt(first + n));
  }
  return reply;
}

function addressAt(n: number): string {
  return ADDRESSES[n % ADDRESSES.length] ?? '';
}

function headers(n: number, token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'X-Forwarded-For': addressOf(n) };
}
