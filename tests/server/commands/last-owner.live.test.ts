import type { Actor, Role } from '../../../models/vocabulary.ts';
import { changeUser } from '../../../server/commands/users/change-user.ts';
import { removeUser } from '../../../server/commands/users/remove-user.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

/** However many act at the same time, an organization keeps an owner, and what was done is written down. */

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({ poolSize: 12 });
});
afterAll(() => clinic.close());
afterEach(async () => {
  await clinic.doors.transact(system(), (tx) =>
    tx.query({
      name: 'nobody-owns',
      text: `UPDATE users SET role = 'viewer' WHERE organization_id = $1 AND role = 'owner'`,
      values: [clinic.organizationId],
    }),
  );
});

type User = Extract<Actor, { kind: 'user' }>;
const system = (): Actor => ({ kind: 'system', organizationId: clinic.organizationId, id: null });
const hire = (role: Role, count: number): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, () => clinic.user(role)));
const goes = (who: User, by: User) => clinic.doors.transact(by, (tx) => removeUser(tx, { id: who.id }));
const becomes = (who: User, role: Role, by: User) =>
  clinic.doors.transact(by, (tx) => changeUser(tx, { id: who.id, expected: null, role }, null));

async function count(asked: Promise<unknown>[]): Promise<{ done: number; codes: string[] }> {
  const results = await Promise.allSettled(asked);
  return {
    done: results.filter(({ status }) => status === 'fulfilled').length,
    codes: results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    ),
  };
}
async function owners(): Promise<number> {
  const rows = await clinic.snapshot(system(), (tx) =>
    tx.query<{ id: string }>({
      name: 'count-owners',
      text: `SELECT id FROM users WHERE organization_id = $1 AND role = 'owner' AND active`,
      values: [clinic.organizationId],
    }),
  );
  return rows.length;
}

test.each([1, 2, 3, 4, 5])('of two owners who remove each other, one stays (time %i)', async () => {
  const [anna, ben] = (await hire('owner', 2)) as [User, User];
  expect(await count([goes(anna, ben), goes(ben, anna)])).toEqual({ done: 1, codes: ['not_possible_now'] });
  expect(await owners()).toBe(1);
});

test('of eight owners who all step down at once, in every way there is, one stays', async () => {
  const people = await hire('owner', 8);
  const { done, codes } = await count(
    people.map((who, n) => {
      if (n % 3 === 0) return goes(who, who);
      if (n % 3 === 1) return becomes(who, 'staff', who);
      return clinic.doors.transact(who, (tx) => changeUser(tx, { id: who.id, expected: null, active: false }, null));
    }),
  );
  expect([done, codes]).toEqual([7, ['not_possible_now']]);
  expect(await owners()).toBe(1);
});

test('an administrator who changes somebody does not change an owner that this one has just become', async () => {
  for (let round = 0; round < 5; round++) {
    const [owner] = (await hire('owner', 1)) as [User];
    const [boss] = (await hire('admin', 1)) as [User];
    const [sam] = (await hire('staff', 1)) as [User];
    const [risen, removed] = await Promise.allSettled([becomes(sam, 'owner', owner), goes(sam, boss)]);
    // Either the administrator was first, or was refused: an owner is never removed by an administrator.
    expect(risen.status).toBe('fulfilled');
    const { role, active } = await clinic.doors.transact(owner, (tx) =>
      changeUser(tx, { id: sam.id, expected: null }, null),
    );
    expect([role, active]).toEqual(['owner', removed.status === 'rejected']);
  }
});

test('what changed stands in the audit log as it was and as it is, and no password does', async () => {
  const [owner] = (await hire('owner', 1)) as [User];
  const [sam] = (await hire('staff', 1)) as [User];
  const queue = await clinic.queue('L');
  const change = { id: sam.id, expected: null, role: 'manager' as const, queue_ids: [queue] };
  await clinic.doors.transact(owner, (tx) => changeUser(tx, change, '$argon2id$secret'), {
    address: '203.0.113.9',
    requestId: 'request-1',
    userAgent: null,
  });
  await goes(sam, owner);
  await goes(sam, owner);
  const rows = await clinic.snapshot(system(), (tx) =>
    tx.query<object>({
      name: 'audited',
      text: `SELECT action, actor_name, before, after, address, request_id FROM audit_log
             WHERE organization_id = $1 AND subject_id = $2 ORDER BY id`,
      values: [clinic.organizationId, sam.id],
    }),
  );
  expect(rows).toEqual([
    {
      action: 'user.changed',
      actor_name: 'owner',
      before: { role: 'staff', queue_ids: [] },
      after: { role: 'manager', queue_ids: [queue], password: 'new' },
      address: '203.0.113.9',
      request_id: 'request-1',
    },
    expect.objectContaining({ action: 'user.removed', before: { name: 'staff', role: 'manager', active: true } }),
  ]);
  expect(JSON.stringify(rows)).not.toContain('argon2');
});
