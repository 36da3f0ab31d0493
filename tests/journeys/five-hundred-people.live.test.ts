import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { Called } from '../../realtime/contract/commands.ts';
import { apiOf, yes, type Answer, type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openScreen } from '../support/screen.ts';
import { join, openService, signUpClinic, type Service } from '../support/service.ts';

const PEOPLE = 500;
const COUNTERS = 50;

let service: Service;
beforeAll(async () => {
  service = await openService({ nodes: 2 });
}, 60_000);
afterAll(() => service.close());

test('fifty counters call five hundred people over two nodes, one of which is killed: everybody once, nobody skipped', async () => {
  const [survivor, victim] = service.nodes as [Service['nodes'][0], Service['nodes'][0]]; // two were asked for
  const clinic = await signUpClinic(survivor.url);
  const queue = await clinic.queue('A');
  const staff = await clinic.staff(survivor.url);
  const counters: string[] = [];
  for (let n = 0; n < COUNTERS; n++) counters.push(await clinic.counter([queue.id], staff));
  for (let n = 0; n < PEOPLE; n += 20) await Promise.all(Array.from({ length: 20 }, () => join(staff, queue.id)));

  const display = await clinic.device('display', [queue.id]);
  const watching = { slug: clinic.slug, queueId: queue.id, token: display.token, kind: 'staff' as const };
  const screens = Array.from({ length: 6 }, () => openScreen<PublicBoard>(survivor.url, watching));
  await eventually(() => screens.forEach((screen) => expect(screen.board()?.entries).toHaveLength(PEOPLE)));

  const nodes = [apiOf(survivor.url, { token: staff.token }), apiOf(victim.url, { token: staff.token })];
  const calls: Called[] = [];
  let replayed = 0;

  /** Asks one node or the other; when no answer comes, or just like that, asks again with the same key. */
  async function insist<T>(path: string, body: object): Promise<T> {
    const headers = { 'idempotency-key': randomUUID() };
    let answer: Answer<T> | null = null;
    for (let attempt = 0; answer === null || Math.random() < 0.2; attempt++) {
      const node = nodes[Math.floor(Math.random() * nodes.length)] as Api; // never empty
      const next = await node.post<T>(path, body, headers).catch(() => null);
      if (next === null || next.status >= 500) {
        if (attempt > 100) throw new Error('nobody answers any more');
        continue;
      }
      if (next.headers.get('idempotency-replayed') === 'true') replayed += 1;
      // The same wish has one answer, whichever node gives it.
      expect(next.body).toEqual(answer === null ? next.body : answer.body);
      answer = next;
    }
    return yes(Promise.resolve(answer));
  }

  await Promise.all(
    counters.map(async (counterId) => {
      for (let n = 0; n < PEOPLE / COUNTERS; n++) {
        const called = await insist<Called>(`/queues/${queue.id}/calls`, { counter_id: counterId });
        calls.push(called);
        if (calls.length === PEOPLE / 2) {
          victim.kill('SIGKILL');
          nodes.pop();
        }
        await insist(`/entries/${called.entry.id}/service`, {});
        await insist(`/entries/${called.entry.id}/completion`, {});
      }
    }),
  );

  const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);
  expect(new Set(calls.map(({ entry }) => entry.id)).size).toBe(PEOPLE);
  const inOrder = calls.toSorted((a, b) => a.call_seq - b.call_seq);
  expect(inOrder.map(({ call_seq }) => call_seq)).toEqual(upTo(PEOPLE));
  expect(inOrder.map(({ entry }) => entry.seq)).toEqual(upTo(PEOPLE));
  expect(replayed).toBeGreaterThan(0);

  await eventually(async () => {
    const board = await yes(display.get(`/queues/${queue.id}/board`));
    screens.forEach((screen) => expect(screen.board()).toEqual(board));
  });
  // Every screen announced every call, once and in order.
  for (const screen of screens) {
    const spoken = screen.events.filter(({ type }) => type === 'entry.called').map(({ seq }) => seq);
    expect(spoken).toEqual(upTo(PEOPLE));
    screen.close();
  }

  const admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
  const { rows } = await admin.query(
    `SELECT count(*)::int AS served, count(DISTINCT call_seq)::int AS calls, max(call_seq)::int AS last FROM entries WHERE queue_id = $1 AND status = 'served'`,
    [queue.id],
  );
  await admin.end();
  expect(rows).toEqual([{ served: PEOPLE, calls: PEOPLE, last: PEOPLE }]);
  // Two thousand requests: half a minute on a machine of its own, many times that on a busy one.
}, 400_000);
