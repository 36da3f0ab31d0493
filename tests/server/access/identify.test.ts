import { randomUUID } from 'node:crypto';
import { createAccessTokens } from '../../../server/access/access-token.ts';
import { createIdentify } from '../../../server/access/identify.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { makeStoredToken } from '../../../server/access/stored-token.ts';
import type { Doors } from '../../../server/doors.ts';

const ORGANIZATION = randomUUID();
const NEIGHBOUR = randomUUID();
const device = { kind: 'display', name: 'Entrance', office_id: null, queue_ids: [], unseen: false };
const tokenOf = (organizationId: string) => makeStoredToken('device', organizationId, randomUUID()).token;

/** What is looked up waits until somebody answers. */
function open() {
  const asked: { organizationId: string; answer: (row: unknown) => void }[] = [];
  let readings = 0;
  const snapshot = (actor: { organizationId: string }, work: (tx: unknown) => Promise<unknown>) => {
    readings += 1;
    const { organizationId } = actor;
    const query = () =>
      new Promise((found) => asked.push({ organizationId, answer: (row) => found(row === null ? [] : [row]) }));
    return work({ actor, query });
  };
  const keys = createKeys('a secret of thirty-two characters at least');
  const { identify } = createIdentify({
    doors: { snapshot } as unknown as Doors, // nothing else is asked for here
    keys,
    accessTokens: createAccessTokens(keys),
  });
  return { identify, asked, readings: () => readings };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => jest.useRealTimers());

test('whoever shows made-up credentials waits for others who do, and keeps nobody else waiting', async () => {
  const { identify, asked, readings } = open();
  const own = tokenOf(ORGANIZATION);
  const first = identify(own);
  await soon();
  asked.pop()?.answer(device);
  expect(await first).toMatchObject({ name: 'Entrance' });
  await soon();
  jest.advanceTimersByTime(10_000);

  const flood = Array.from({ length: 50 }, () => identify(tokenOf(ORGANIZATION)).catch((error: unknown) => error));
  await soon();
  expect(asked).toHaveLength(1);
  const again = identify(own);
  const elsewhere = identify(tokenOf(NEIGHBOUR));
  await soon();
  expect(asked.map(({ organizationId }) => organizationId)).toEqual([ORGANIZATION, ORGANIZATION, NEIGHBOUR]);
  asked[1]?.answer(device);
  asked[2]?.answer(device);
  expect(await Promise.all([again, elsewhere])).toHaveLength(2);

  for (let n = 0; n < asked.length; n++) {
    asked[n]?.answer(null);
    await soon();
  }
  const refused = await Promise.all(flood);
  expect(refused.every((error) => (error as { code: string }).code === 'unauthenticated')).toBe(true);
  // The first of the flood alone, all others together; the screen twice; the neighbour.
  expect(readings()).toBe(5);
});

test('a credential that has ended is no better than a made-up one', async () => {
  const { identify, asked } = open();
  const own = tokenOf(ORGANIZATION);
  for (const row of [device, null]) {
    const looked = identify(own).catch((error: unknown) => error);
    await soon();
    asked.pop()?.answer(row);
    await looked;
    jest.advanceTimersByTime(10_000);
  }
  const all = [tokenOf(ORGANIZATION), own].map((token) => identify(token).catch(() => null));
  await soon();
  expect(asked).toHaveLength(1);
  for (let n = 0; n < 2; n++) {
    asked[n]?.answer(null);
    await soon();
  }
  await Promise.all(all);
});
