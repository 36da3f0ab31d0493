import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase as connect, type Database } from '../../../models/database.ts';
import { PlanLimitReached } from '../../../models/rules/plans.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import { askForCode } from '../../../server/commands/devices/ask-for-code.ts';
import { pairDevice } from '../../../server/commands/devices/pair-device.ts';
import { revokeDevice } from '../../../server/commands/devices/revoke-device.ts';
import { createOffice } from '../../../server/commands/offices/create-office.ts';
import { requireFeature } from '../../../server/commands/plans/require-feature.ts';
import { requireRoom } from '../../../server/commands/plans/require-room.ts';
import { changeProvider } from '../../../server/commands/providers/change-provider.ts';
import { createProvider } from '../../../server/commands/providers/create-provider.ts';
import { removeProvider } from '../../../server/commands/providers/remove-provider.ts';
import { createKeys } from '../../../server/access/keys.ts';
import { createPersonalData } from '../../../server/access/personal-data.ts';
import type { Writing } from '../../../server/commands/transact.ts';
import { changeUser } from '../../../server/commands/users/change-user.ts';
import { createUser } from '../../../server/commands/users/create-user.ts';
import { createDoors, type Doors } from '../../../server/doors.ts';
import { openDatabase, type Database as OwnDatabase } from '../../support/database.ts';

let own: OwnDatabase;
/** As two nodes would: pools of their own to one database. */
let nodes: { database: Database; doors: Doors }[];

beforeAll(async () => {
  own = await openDatabase();
  nodes = [0, 1].map(() => {
    const database = connect(own.appUrl, { poolSize: 10 });
    const personal = createPersonalData(createKeys('only-for-tests-0123456789abcdef0123456789abcdef'));
    const cipher = { seal: (_: string, bytes: Buffer) => bytes, open: (_: string, bytes: Buffer) => bytes };
    return { database, doors: createDoors(database, { publish: () => undefined, cipher, personal }) };
  });
});
afterAll(async () => {
  await Promise.all(nodes.map(({ database }) => database.close()));
  await own.close();
});

const node = (n: number) => nodes[n % nodes.length] as (typeof nodes)[number]; // there are two
const as = <T>(owner: Actor, work: (tx: Writing) => Promise<T>, n = 0) => node(n).doors.transact(owner, work);
const system = (organizationId: string): Actor => ({ kind: 'system', organizationId, id: null });

/** An organization of a plan, with its owner. */
async function organization(
  plan: string,
  { limits = {}, features = {} }: { limits?: object; features?: object } = {},
): Promise<Actor> {
  const organizationId = uuidv7();
  const slug = `org-${randomBytes(6).toString('hex')}`;
  await node(0).doors.transact(system(organizationId), (tx) =>
    tx.query({
      name: 'organization-of-plan',
      text: `INSERT INTO control.organizations (id, slug, name, time_zone, plan_type, limits, features)
             VALUES ($1, $2, 'Clinic', 'Europe/Berlin', $3, $4, $5)`,
      values: [organizationId, slug, plan, JSON.stringify(limits), JSON.stringify(features)],
    }),
  );
  const id = uuidv7();
  await node(0).doors.transact(system(organizationId), (tx) =>
    tx.database.User.create(
      { organization_id: organizationId, id, email: `${id}@example.org`, name: 'Olga', role: 'owner' },
      { transaction: tx.transaction },
    ),
  );
  const owner: Actor = { kind: 'user', organizationId, id, role: 'owner', queueIds: 'all' };
  return owner;
}

async function agree(owner: Actor, limits: object): Promise<void> {
  await as(owner, (tx) =>
    tx.query({
      name: 'agree',
      text: 'UPDATE control.organizations SET limits = $2 WHERE id = $1',
      values: [owner.organizationId, JSON.stringify(limits)],
    }),
  );
}

async function settled<T>(promises: Promise<T>[]): Promise<{ done: T[]; refused: unknown[] }> {
  const results = await Promise.allSettled(promises);
  return {
    done: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    refused: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  };
}
const twenty = <T>(work: (n: number) => Promise<T>) => settled(Array.from({ length: 20 }, (_, n) => work(n)));

const hire = (owner: Actor, name: string, n = 0) => as(owner, (tx) => createProvider(tx, { name }), n);
const employ = (owner: Actor, name: string, n = 0) =>
  as(owner, (tx) => createUser(tx, { name, email: `${uuidv7()}@example.org`, role: 'staff' }, 'hash'), n);

describe('of twenty who add at once on two nodes', () => {
  test('five providers fit into the basic plan', async () => {
    const owner = await organization('basic');
    const { done, refused } = await twenty((n) => hire(owner, `Dr. ${n}`, n));
    expect(done).toHaveLength(5);
    expect(refused).toHaveLength(15);
    for (const refusal of refused) {
      expect(refusal).toBeInstanceOf(PlanLimitReached);
      expect(refusal).toMatchObject({ code: 'plan_limit', limit: 'providers', used: 5, most: 5 });
    }
  });

  test('two users fit beside the owner where three were agreed', async () => {
    const owner = await organization('enterprise', { limits: { users: 3 } });
    const { done, refused } = await twenty((n) => employ(owner, `User ${n}`, n));
    expect(done).toHaveLength(2);
    expect(new Set(refused.map((refusal) => (refusal as { code: string }).code))).toEqual(new Set(['plan_limit']));
  });

  test('one screen is paired where one was agreed, whatever kind it is', async () => {
    const owner = await organization('pro', { limits: { displays: 1 } });
    const office = await as(owner, (tx) => createOffice(tx, { name: 'Main Street' }, 'Europe/Berlin'));
    const codes = await Promise.all(Array.from({ length: 20 }, () => as(system(owner.organizationId), askForCode)));
    const pair = (n: number) =>
      as(
        owner,
        (tx) =>
          pairDevice(tx, {
            user_code: codes[n]?.user_code ?? '',
            name: `Screen ${n}`,
            kind: n % 2 === 0 ? 'display' : 'kiosk',
            office_id: office.id,
            queue_ids: [],
          }),
        n,
      );
    const { done, refused } = await twenty(pair);
    expect(done).toHaveLength(1);
    expect(refused).toHaveLength(19);
    expect(refused[0]).toMatchObject({ code: 'plan_limit', limit: 'displays' });
    // A screen that is revoked makes room.
    await as(owner, (tx) => revokeDevice(tx, { id: done[0]?.id ?? '' }));
    const again = await as(system(owner.organizationId), askForCode);
    codes.push(again);
    await expect(pair(codes.length - 1)).resolves.toMatchObject({ name: 'Screen 20' });
  });

  test('one deactivated provider comes back into the last place', async () => {
    const owner = await organization('pro', { limits: { providers: 20 } });
    const { done } = await twenty((n) => hire(owner, `Dr. ${n}`, n));
    expect(done).toHaveLength(20);
    for (const { id } of done) await as(owner, (tx) => changeProvider(tx, { id, expected: null, active: false }));
    await agree(owner, { providers: 1 });
    const back = await twenty((n) =>
      as(owner, (tx) => changeProvider(tx, { id: done[n]?.id ?? '', expected: null, active: true }), n),
    );
    expect(back.done).toHaveLength(1);
    expect(back.refused[0]).toMatchObject({ code: 'plan_limit', used: 1, most: 1 });
  });
});

test('a smaller plan takes nothing away: what is there may be changed and removed, and nothing may be added', async () => {
  const owner = await organization('pro');
  const doctors = [];
  for (let n = 0; n < 7; n++) doctors.push(await hire(owner, `Dr. ${n}`));
  const [first, second, third] = doctors.map(({ id }) => id) as [string, string, string]; // there are seven
  await agree(owner, { providers: 5 });

  await expect(hire(owner, 'Dr. New')).rejects.toMatchObject({ code: 'plan_limit', used: 7, most: 5 });
  await expect(
    as(owner, (tx) => changeProvider(tx, { id: first, expected: null, name: 'Dr. Grey', active: true })),
  ).resolves.toMatchObject({ name: 'Dr. Grey', active: true });
  await as(owner, (tx) => removeProvider(tx, { id: first }));
  await as(owner, (tx) => removeProvider(tx, { id: second }));
  await expect(hire(owner, 'Dr. New')).rejects.toMatchObject({ code: 'plan_limit', used: 5, most: 5 });
  await as(owner, (tx) => removeProvider(tx, { id: third }));
  await expect(hire(owner, 'Dr. New')).resolves.toMatchObject({ name: 'Dr. New' });
});

test('a closed account makes room and needs room to come back', async () => {
  const owner = await organization('pro', { limits: { users: 2 } });
  const { id } = await employ(owner, 'Stan');
  await as(owner, (tx) => changeUser(tx, { id, expected: null, active: false }, null));
  await employ(owner, 'Stella');
  await expect(as(owner, (tx) => changeUser(tx, { id, expected: null, active: true }, null))).rejects.toMatchObject({
    code: 'plan_limit',
    limit: 'users',
    used: 2,
    most: 2,
  });
});

test('storage is counted in bytes', async () => {
  const owner = await organization('pro', { limits: { storage: 100 } });
  await as(owner, (tx) =>
    tx.query({
      name: 'a-logo',
      text: `INSERT INTO files (organization_id, id, purpose, content_type, content, size, created_at)
             VALUES ($1, $2, 'logo', 'image/png', $3, 60, now())`,
      values: [owner.organizationId, uuidv7(), Buffer.alloc(60)],
    }),
  );
  await as(owner, (tx) => requireRoom(tx, 'storage', 40));
  await expect(as(owner, (tx) => requireRoom(tx, 'storage', 41))).rejects.toMatchObject({ limit: 'storage', used: 60 });
});

test('a feature is there by the plan, and added or taken away for one organization alone', async () => {
  const asks = async (owner: Actor, feature: 'analytics' | 'api_keys') =>
    node(0)
      .doors.snapshot(owner, (tx) => requireFeature(tx, feature))
      .then(
        () => 'yes',
        (refusal: { code: string }) => refusal.code,
      );
  const pro = await organization('pro');
  const more = await organization('basic', { features: { api_keys: true } });
  const less = await organization('enterprise', { features: { analytics: false } });
  expect([await asks(pro, 'analytics'), await asks(pro, 'api_keys')]).toEqual(['yes', 'feature_not_in_plan']);
  expect([await asks(more, 'analytics'), await asks(more, 'api_keys')]).toEqual(['feature_not_in_plan', 'yes']);
  expect([await asks(less, 'analytics'), await asks(less, 'api_keys')]).toEqual(['feature_not_in_plan', 'yes']);
});
