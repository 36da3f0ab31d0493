import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { deleteOrganization } from '../../../server/commands/organizations/delete-organization.ts';
import { type Clinic, openClinic } from '../../support/clinic.ts';
import { allowAnything, everyRow, fillEveryTable, tablesOfOrganizations } from '../../support/fill-every-table.ts';

/** What is deleted is gone from every table there is, and nothing else is. */

let clinic: Clinic;
let admin: pg.Client;
beforeAll(async () => {
  clinic = await openClinic();
  admin = new pg.Client(clinic.adminUrl);
  await admin.connect();
  await allowAnything(admin);
});
afterAll(async () => {
  await admin?.end();
  await clinic?.close();
});

async function newOrganization(mark: string, status = 'active'): Promise<string> {
  const id = randomUUID();
  await admin.query(
    `INSERT INTO control.organizations (id, slug, subdomain, name, time_zone, status) VALUES ($1, $2, $3, $2, 'UTC', $4)`,
    [id, `canary-${mark}-slug`, `canary-${mark}-subdomain`, status],
  );
  await fillEveryTable(admin, id, mark);
  return id;
}
const remove = (organizationId: string) =>
  clinic.doors.transact({ kind: 'system', organizationId, id: null }, deleteOrganization);
const rowsWith = async (...words: string[]) => {
  const forms = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
  return (await everyRow(admin)).filter(({ row }) => forms.some((form) => row.includes(form)));
};

test('an organization goes without a trace, and its neighbour keeps every row', async () => {
  const [doomed, neighbour] = [await newOrganization('doomed'), await newOrganization('neighbour')];
  // A real history too, whose rows point at each other.
  await admin.query(`UPDATE control.organizations SET status = 'closed' WHERE id = $1`, [doomed]);
  const before = (await rowsWith(neighbour, 'canary-neighbour')).map(({ table, row }) => table + row);
  expect((await rowsWith(doomed, 'canary-doomed')).length).toBeGreaterThan(25);

  const told = await remove(doomed);
  expect(await rowsWith(doomed, 'canary-doomed')).toEqual([]);
  expect((await rowsWith(neighbour, 'canary-neighbour')).map(({ table, row }) => table + row)).toEqual(before);
  const tables = (await tablesOfOrganizations(admin)).map(({ schema, name }) =>
    schema === 'public' ? name : `${schema}.${name}`,
  );
  expect(new Set(Object.keys(told).map((table) => table.replace(/^public\./, '')))).toEqual(new Set(tables));
  await expect(remove(doomed)).rejects.toMatchObject({ code: 'not_found' });
});

test('a busy morning goes, too, in an order that every foreign key allows', async () => {
  const queue = await clinic.queue('A');
  const other = await clinic.queue('B');
  const counter = await clinic.counter([queue, other]);
  for (let n = 0; n < 5; n++) await clinic.join(queue);
  await clinic.callNext(queue, counter);
  await admin.query(`UPDATE control.organizations SET status = 'closed' WHERE id = $1`, [clinic.organizationId]);
  expect(await remove(clinic.organizationId)).toMatchObject({ 'public.entries': 5, 'public.calls': 1 });
  expect(await rowsWith(clinic.organizationId)).toEqual([]);
});

test('what is not closed is not deleted, whoever asks', async () => {
  const alive = await newOrganization('alive');
  await expect(remove(alive)).rejects.toThrow('Deleting is not possible: the organization is active.');
  const app = new pg.Client(clinic.appUrl);
  await app.connect();
  await expect(app.query('SELECT app.delete_organization($1)', [alive])).rejects.toThrow(
    'only a closed organization can be deleted',
  );
  await app.end();
  const owner = { kind: 'user', organizationId: alive, id: randomUUID(), role: 'owner', queueIds: 'all' } as const;
  await expect(clinic.doors.transact(owner, deleteOrganization)).rejects.toMatchObject({ code: 'not_permitted' });
});

test('a name that was given up rests, and tells nobody what it was', async () => {
  const closed = await newOrganization('resting', 'closed');
  await remove(closed);
  expect(await rowsWith('canary-resting')).toEqual([]);
  const { rows } = await admin.query(
    `SELECT held_by, rests_until > now() + interval '89 days' AS rests FROM control.names
     WHERE name_hash = sha256('canary-resting-slug') OR name_hash = sha256('canary-resting-subdomain')`,
  );
  expect(rows).toEqual([
    { held_by: null, rests: true },
    { held_by: null, rests: true },
  ]);
  await expect(newOrganization('resting')).rejects.toMatchObject({ code: '23505' });
});
