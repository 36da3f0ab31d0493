import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type Database, openDatabase } from '../../models/database.ts';
import { localDay } from '../../models/rules/local-day.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { createAccessTokens } from '../access/access-token.ts';
import type { Keys } from '../access/keys.ts';
import { createPasswords } from '../access/passwords.ts';
import { createPersonalData } from '../access/personal-data.ts';
import { createResponseCipher } from '../access/response-cipher.ts';
import { systemOf } from '../access/system-of.ts';
import { createCounter } from '../commands/counters/create-counter.ts';
import { assignQueues } from '../commands/devices/assign-queues.ts';
import { createOffice } from '../commands/offices/create-office.ts';
import { changeOrganization } from '../commands/organizations/change-organization.ts';
import { createOrganization } from '../commands/organizations/create-organization.ts';
import { setPlan } from '../commands/organizations/set-plan.ts';
import { createProvider } from '../commands/providers/create-provider.ts';
import { createQueue } from '../commands/queues/create-queue.ts';
import { createSchedule } from '../commands/schedules/create-schedule.ts';
import { createService } from '../commands/services/create-service.ts';
import type { Writing } from '../commands/transact.ts';
import { createUser } from '../commands/users/create-user.ts';
import { createDoors, type Doors } from '../doors.ts';
import { CITY_CLINIC } from './city-clinic.ts';
import { type Clinic, findClinic, idOfClinic } from './clinic.ts';
import { demoDeviceToken } from './device-token.ts';
import { liveThroughTheMorning } from './morning.ts';
import { withLock } from './with-lock.ts';

/** Nodes that start at once on an empty database: one makes the clinic, the others find it. */
const LOCK = 7_310_248_004;

/**
 * Makes the demo organization and its morning, through the same commands that people use. What is there already stays: a seed
 * that was interrupted goes on where it ended.
 */
export async function seedDemo(url: string, keys: Keys, say: (line: string) => void): Promise<void> {
  const database = openDatabase(withoutWaitingForTheDisk(url), { poolSize: 2 });
  try {
    await withLock({ url, lock: LOCK, wait: true }, () => seed(database, keys, say));
  } finally {
    await database.close();
  }
}

/** A crash may cost the last moments of the demo's history, and a thousand events are written in half the time. */
function withoutWaitingForTheDisk(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}

async function seed(database: Database, keys: Keys, say: (line: string) => void): Promise<void> {
  const moving = { now: new Date() };
  const doors = createDoors(database, {
    // Nobody can be listening yet; if somebody is, the head check tells them.
    publish: () => undefined,
    cipher: createResponseCipher(keys),
    personal: createPersonalData(keys),
    clock: () => moving.now,
  });
  const organizationId = (await idOfClinic(database)) ?? (await foundClinic(doors, keys));
  const clinic = await furnished(database, doors, keys, organizationId);
  if (await isUntouched(doors, organizationId)) {
    say('Living through a morning at City Clinic');
    await liveThroughTheMorning({ clinic, database, doors, moving });
  }
}

async function foundClinic(doors: Doors, keys: Keys): Promise<string> {
  const { slug, name, plan_type, owner, languages, primary_colour } = CITY_CLINIC;
  const organizationId = uuidv7();
  const nobody: Actor = { kind: 'public', organizationId, id: null };
  const passwordHash = await unknownPassword();
  const { issue } = createAccessTokens(keys);
  const { user } = await doors.transact(nobody, (tx) =>
    createOrganization(tx, issue, { slug, name, plan_type, owner, time_zone: ownTimeZone() }, passwordHash),
  );
  await doors.transact({ kind: 'user', organizationId, id: user.id, role: 'owner', queueIds: 'all' }, (tx) =>
    changeOrganization(tx, { languages: [...languages], branding: { primary_colour }, expected: null }),
  );
  // A demonstration does not run out.
  await doors.transact({ kind: 'system', organizationId, id: null }, (tx) => setPlan(tx, { plan: plan_type }));
  return organizationId;
}

/** People sign in by a link here: nobody knows a password. */
async function unknownPassword(): Promise<string> {
  return createPasswords().hash(randomBytes(32).toString('base64url'));
}

function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Offices, queues, people and screens: all of them or, after an interruption, none yet. */
async function furnished(database: Database, doors: Doors, keys: Keys, organizationId: string): Promise<Clinic> {
  const found = await findClinic(database, doors);
  if (found && found.queues.length > 0) return found;
  const owner = found?.users.find(({ role }) => role === 'owner');
  if (!owner) throw new Error('the demo organization has no owner');
  const passwordHash = await unknownPassword();
  await doors.transact({ kind: 'user', organizationId, id: owner.id, role: 'owner', queueIds: 'all' }, (tx) =>
    furnish(tx, keys, passwordHash),
  );
  const made = await findClinic(database, doors);
  if (!made) throw new Error('the demo organization has vanished');
  return made;
}

async function furnish(tx: Writing, keys: Keys, passwordHash: string): Promise<void> {
  const { offices, services, providers, queues, counters, users, devices } = CITY_CLINIC;
  const officeIds = new Map<string, string>();
  for (const office of offices) officeIds.set(office.name, (await createOffice(tx, office, ownTimeZone())).id);
  const office = (name: string) => idOf(officeIds, name);
  const serviceIds = new Map<string, string>();
  for (const service of services) serviceIds.set(service.name, (await createService(tx, service)).id);
  const providerIds = new Map<string, string>();
  for (const { name, title, offices: where, services: offered, hours } of providers) {
    const worksIn = where.map((one, index) => ({ id: office(one), is_primary: index === 0 }));
    const service_ids = offered.map((service) => idOf(serviceIds, service));
    const provider = await createProvider(tx, { name, title, offices: worksIn, service_ids });
    providerIds.set(name, provider.id);
    const effective_from = localDay(tx.now, ownTimeZone());
    for (const [one, weekly] of Object.entries(hours))
      await createSchedule(tx, { provider_id: provider.id, office_id: office(one), effective_from, hours: weekly });
  }
  const queueIds = new Map<string, string>();
  for (const { prefix, name, texts, office: where, provider, service, public_join } of queues) {
    const queue = await createQueue(tx, {
      prefix,
      name,
      texts,
      office_id: office(where),
      provider_id: provider === null ? null : idOf(providerIds, provider),
      service_id: idOf(serviceIds, service),
      public_join,
    });
    queueIds.set(prefix, queue.id);
  }
  for (const { name, office: where } of counters) await createCounter(tx, { name, office_id: office(where) });
  for (const user of users) await createUser(tx, user, passwordHash);
  for (const { name, kind, office: where, queues: shown, paper = null, asks_phone = false } of devices) {
    const { organizationId } = tx.actor;
    const id = uuidv7();
    const { hash } = demoDeviceToken(keys, organizationId, id);
    // Without the code that a screen shows and a manager types: there is no screen yet.
    await tx.database.Device.create(
      {
        organization_id: organizationId,
        id,
        kind,
        name,
        office_id: office(where),
        token_hash: hash,
        paper,
        asks_phone,
      },
      { transaction: tx.transaction },
    );
    await assignQueues(
      tx,
      id,
      shown.map((prefix) => idOf(queueIds, prefix)),
    );
  }
}

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo knows no ${name}`);
  return id;
}

async function isUntouched(doors: Doors, organizationId: string): Promise<boolean> {
  const [row] = await doors.snapshot(systemOf(organizationId), (tx) =>
    tx.query<{ untouched: boolean }>({
      name: 'demo-untouched',
      text: 'SELECT NOT EXISTS (SELECT FROM entries WHERE organization_id = $1) AS untouched',
      values: [organizationId],
    }),
  );
  return row?.untouched === true;
}
