import { v7 as uuidv7 } from 'uuid';
import { openDatabase as connect, type Database } from '../../../models/database.ts';
import type { Actor } from '../../../models/vocabulary.ts';
import { createUsageMeter } from '../../../server/access/usage-meter.ts';
import { usage } from '../../../server/queries/organizations/usage.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
let other: Clinic;
let database: Database;
let owner: Actor;
beforeAll(async () => {
  [clinic, other] = [await openClinic(), await openClinic()];
  owner = await clinic.user('owner');
  database = connect(clinic.appUrl, { poolSize: 4 });
});
afterAll(async () => {
  await database.close();
  await clinic.close();
  await other.close();
});

const read = (days = 2) => clinic.snapshot(owner, (tx) => usage(tx, { days }));
const today = async () => (await read()).days[0];

test('what two nodes counted is added up, and either knows it after its next flush', async () => {
  const [left, right] = [createUsageMeter(database), createUsageMeter(database)];
  const count = (meter: typeof left, times: number) => {
    for (let n = 0; n < times; n++) meter.called(clinic.organizationId);
  };
  count(left, 5);
  count(right, 7);
  expect(left.callsToday(clinic.organizationId)).toBe(5);
  await Promise.all([left.flush(), right.flush()]);
  count(left, 1);
  await left.flush();
  expect(left.callsToday(clinic.organizationId)).toBe(13);
  expect(await today()).toMatchObject({ api_calls: 13 });
  await left.flush();
  expect(await today()).toMatchObject({ api_calls: 13 });
});

test('of the sockets the most at once is kept', async () => {
  const peaks = new Map([[clinic.organizationId, 40]]);
  const meter = createUsageMeter(database, () => peaks);
  await meter.flush();
  peaks.set(clinic.organizationId, 12);
  await meter.flush();
  expect(await today()).toMatchObject({ sockets_peak: 40 });
});

test('while the database is away nothing is forgotten', async () => {
  const before = (await today())?.api_calls ?? 0;
  let isAway = true;
  const meter = createUsageMeter({
    ...database,
    directory: (statement) => (isAway ? Promise.reject(new Error('away')) : database.directory(statement)),
  });
  meter.called(clinic.organizationId);
  await expect(meter.flush()).rejects.toThrow('away');
  meter.called(clinic.organizationId);
  isAway = false;
  await meter.flush();
  expect(await today()).toMatchObject({ api_calls: before + 2 });
});

test('an organization that is gone is counted no more, and holds up nobody', async () => {
  const before = (await today())?.api_calls ?? 0;
  const meter = createUsageMeter(database);
  meter.called(uuidv7());
  meter.called(clinic.organizationId);
  await meter.flush();
  expect(await today()).toMatchObject({ api_calls: before + 1 });
});

test('a day ends at midnight of the organization, and has its people and its calls', async () => {
  const night = await openClinic({ timeZone: 'Pacific/Auckland', at: '2026-11-23T10:30:00Z' }); // 23:30 on the 23rd
  const nightOwner = await night.user('owner');
  const queue = await night.queue('N');
  const counter = await night.counter([queue]);
  await night.join(queue);
  await night.join(queue);
  await night.callNext(queue, counter);
  night.pass({ minutes: 60 }); // half past midnight
  await night.join(queue);
  const { days } = await night.snapshot(nightOwner, (tx) => usage(tx, { days: 3 }));
  expect(days).toEqual([
    { on_day: '2026-11-24', api_calls: 0, entries: 1, calls: 0, sockets_peak: 0 },
    { on_day: '2026-11-23', api_calls: 0, entries: 2, calls: 1, sockets_peak: 0 },
    { on_day: '2026-11-22', api_calls: 0, entries: 0, calls: 0, sockets_peak: 0 },
  ]);
  await night.close();
});

test('the limits say how much is used and warn from four fifths on', async () => {
  await clinic.doors.transact(owner, (tx) =>
    tx.query({
      name: 'agree',
      text: `UPDATE control.organizations SET plan_type = 'enterprise', limits = '{"users": 5, "api_calls": 1000}' WHERE id = $1`,
      values: [owner.organizationId],
    }),
  );
  const answer = await read();
  expect(answer.features).toEqual({
    analytics: true,
    integrations: true,
    api_keys: true,
    custom_branding: true,
    custom_domain: true,
  });
  expect(answer.limits).toContainEqual({ limit: 'users', used: 4, most: 5, warning: true });
  expect(answer.limits).toContainEqual({ limit: 'providers', used: 0, most: null, warning: false });
  expect(answer.limits).toContainEqual(expect.objectContaining({ limit: 'api_calls', most: 1000, warning: false }));
  expect(answer.limits).toContainEqual({ limit: 'sockets', used: 40, most: null, warning: false });
});

test('staff do not read it', async () => {
  await expect(clinic.snapshot(clinic.staff, (tx) => usage(tx, { days: 1 }))).rejects.toMatchObject({
    code: 'not_permitted',
  });
});
