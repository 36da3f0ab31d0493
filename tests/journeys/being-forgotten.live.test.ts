import { Redis } from 'ioredis';
import type { PublicBoard, StaffBoard } from '../../realtime/contract/board.ts';
import { apiOf, yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { findWords } from '../support/find-words.ts';
import { openScreen } from '../support/screen.ts';
import { CANARY, join, openService, signUpClinic, type Service } from '../support/service.ts';

const PHONE = '+34600987654';

let service: Service;
beforeAll(async () => {
  service = await openService({ nodes: 2 });
});
afterAll(() => service.close());

test('somebody who asks to be forgotten is gone from every screen, node and table', async () => {
  const [here, there] = service.nodes.map((node) => node.url) as [string, string]; // two were asked for
  const clinic = await signUpClinic(here);
  const queue = await clinic.queue('A');
  const staff = await clinic.staff(there);
  const { entry, tracking_token: token } = await join(clinic.owner, queue.id, {
    patient_name: CANARY,
    note: `${CANARY} limps`,
    phone: PHONE,
  });
  await join(clinic.owner, queue.id);
  const watching = { slug: clinic.slug, queueId: queue.id };
  const tablet = openScreen<StaffBoard>(there, { ...watching, token: staff.token, kind: 'staff' });
  const phone = openScreen<PublicBoard>(there, { ...watching, token, kind: 'patient' });
  const track = (nodeUrl: string) => apiOf(nodeUrl, { slug: clinic.slug }).get(`/track/${token}`);
  try {
    await eventually(() => expect(tablet.board()?.entries[0]).toMatchObject({ patient_name: CANARY, phone: PHONE }));
    await eventually(() => expect(phone.board()?.entries).toHaveLength(2));
    // Both nodes have just looked at the link and remember it.
    for (const node of [here, there]) expect((await track(node)).status).toBe(200);

    expect(await yes(clinic.owner.post('/patients/erasures', { entry_id: entry.id }))).toEqual({
      entries: 1,
      appointments: 0,
    });

    for (const node of [here, there]) expect((await track(node)).status).toBe(404);
    await eventually(() => {
      expect(tablet.board()?.entries.map(({ ticket_number }) => ticket_number)).toEqual(['A002']);
      expect(tablet.events.at(-1)).toMatchObject({ type: 'entry.cancelled', ticket_number: 'A001' });
      expect(phone.connection.status.value).toBe('refused');
    });
  } finally {
    tablet.close();
    phone.close();
  }
  expect(await findWords(service.database.adminUrl, [CANARY, PHONE])).toEqual([]);
  const kept = await inRedis(service.redis.url);
  expect(kept).not.toContain(CANARY);
  expect(kept).not.toContain(PHONE);
  for (const node of service.nodes) {
    expect(node.logs()).not.toContain(CANARY);
    expect(node.logs()).not.toContain(PHONE);
  }
});

/** Every key of Redis with what it holds. */
async function inRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    const values = await Promise.all(
      keys.map(async (key) => {
        switch (await redis.type(key)) {
          case 'string':
            return redis.get(key);
          case 'hash':
            return redis.hgetall(key);
          case 'zset':
            return redis.zrange(key, 0, '-1');
          case 'set':
            return redis.smembers(key);
          case 'list':
            return redis.lrange(key, 0, -1);
          default:
            return redis.xrange(key, '-', '+');
        }
      }),
    );
    return JSON.stringify([keys, values]);
  } finally {
    redis.disconnect();
  }
}
