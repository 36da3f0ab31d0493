import http from 'k6/http';
import exec from 'k6/execution';
import { check, fail } from 'k6';
import { Counter } from 'k6/metrics';
import type { Called, Joined } from '../realtime/contract/commands.ts';
import type { Tokens } from '../realtime/contract/resources/auth.ts';
import type { Counter as Desk } from '../realtime/contract/resources/counters.ts';
import type { Office } from '../realtime/contract/resources/offices.ts';
import type { Queue } from '../realtime/contract/resources/queues.ts';
import { BASE_URL, ORGANIZATIONS, PEOPLE } from './options.ts';

/**
 * Many organizations at once: each signs up, opens a queue and a counter, and serves its people one after the other. Nobody is called
 * twice, and nobody of another organization is ever seen.
 */
export const options = {
  scenarios: {
    organizations: { executor: 'per-vu-iterations', vus: ORGANIZATIONS, iterations: 1, maxDuration: '5m' },
  },
  thresholds: {
    // A threshold on something that never happened passes silently, so each has its count.
    http_req_failed: ['rate==0'],
    'http_req_duration{name:call}': ['p(95)<500'],
    people_served: [`count==${ORGANIZATIONS * PEOPLE}`],
    called_twice: ['count==0'],
  },
};

const served = new Counter('people_served');
const twice = new Counter('called_twice');

export default function oneOrganization(): void {
  const slug = `load-${Date.now().toString(36)}-${exec.vu.idInTest}`;
  const { access_token: token } = post<Tokens>('/organizations', {
    name: `Load ${exec.vu.idInTest}`,
    slug,
    time_zone: 'UTC',
    // One token does here what a whole staff does: with the pace of a large organization.
    plan_type: 'enterprise',
    owner: { name: 'Owner', email: 'owner@example.org', password: `not-a-secret-${slug}` },
  });
  const office = post<Office>('/offices', { name: 'Office' }, token);
  const queue = post<Queue>('/queues', { name: 'Queue', prefix: 'A', office_id: office.id }, token);
  const desk = post<Desk>('/counters', { name: 'Counter 1', office_id: office.id }, token);
  ask('PUT', `/counters/${desk.id}/session`, { queue_ids: [queue.id] }, token);

  const waiting = new Set<string>();
  for (let n = 0; n < PEOPLE; n++) waiting.add(post<Joined>(`/queues/${queue.id}/entries`, {}, token, 'join').entry.id);
  for (let n = 0; n < PEOPLE; n++) {
    const { entry } = post<Called>(`/queues/${queue.id}/calls`, { counter_id: desk.id }, token, 'call');
    twice.add(waiting.delete(entry.id) ? 0 : 1);
    post(`/entries/${entry.id}/service`, {}, token, 'serve');
    post(`/entries/${entry.id}/completion`, {}, token, 'finish');
    served.add(1);
  }
}

function post<T>(path: string, body: object, token?: string, name?: string): T {
  // Answers are typed by who asks: the service and this script are of one commit.
  return ask('POST', path, body, token, name) as T;
}

function ask(method: string, path: string, body: object, token?: string, name = 'set-up'): unknown {
  const response = http.request(method, `${BASE_URL}/api/v1${path}`, JSON.stringify(body), {
    tags: { name },
    timeout: '10s',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'idempotency-key': `${exec.vu.idInTest}-${Date.now()}-${Math.random()}` } : {}),
    },
  });
  if (!check(response, { 'is a yes': ({ status }) => status < 300 })) fail(`${path} answered ${response.status_text}`);
  return response.json();
}
