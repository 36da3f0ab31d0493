import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase as connect, type Database } from '../../models/database.ts';
import type { Actor, Role } from '../../models/vocabulary.ts';
import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { PublicBoard, StaffBoard } from '../../realtime/contract/board.ts';
import type { Change, CommittedChange } from '../../realtime/contract/change.ts';
import { packChange, unpackChange } from '../../realtime/contract/pack-change.ts';
import { packedChange } from '../../realtime/contract/packed-change.ts';
import type { QueuePolicy } from '../../realtime/contract/resources/queues.ts';
import { createKeys } from '../../server/access/keys.ts';
import { createPersonalData } from '../../server/access/personal-data.ts';
import { openSession } from '../../server/commands/counters/session.ts';
import { callNext } from '../../server/commands/entries/call-next.ts';
import { joinQueue } from '../../server/commands/entries/join-queue.ts';
import type { Writing } from '../../server/commands/transact.ts';
import { createDoors } from '../../server/doors.ts';
import { queueBoard } from '../../server/queries/board/queue-board.ts';
import { missedChanges } from '../../server/queries/missed-changes.ts';
import { openDatabase } from './database.ts';

/** Never on a public board, in a public change or in an answer to a stranger. */
export const CANARY = 'Canary Xylophone';
export const CANARY_PHONE = '+4915112345678';

/** What is known of people is sealed in tests, too. */
export const personal = createPersonalData(createKeys('only-for-tests-0123456789abcdef0123456789abcdef'));

export type Clinic = Awaited<ReturnType<typeof openClinic>>;

/** A cipher that keeps nothing secret: what is sealed is another test's business. */
const plainCipher = { seal: (_: string, bytes: Buffer) => bytes, open: (_: string, bytes: Buffer) => bytes };

/**
 * One organization of one's own with an office, staff, counters and queues, and a clock that stands still until it is moved.
 * `act` runs a command and states the law every time: board before + changes = board after, for both audiences, the log tells the
 * same changes again, and no personal word is in anything public.
 */
export async function openClinic(
  options: { timeZone?: string; at?: string; poolSize?: number; postgresUrl?: string } = {},
) {
  const own = await openDatabase(options.postgresUrl);
  const database = connect(own.appUrl, { poolSize: options.poolSize ?? 8 });
  const published: CommittedChange[] = [];
  let now: Date | null = options.at === undefined ? null : new Date(options.at);
  const doors = createDoors(database, {
    publish: (changes) => published.push(...changes),
    cipher: plainCipher,
    personal,
    // Without a clock of its own the clinic lives by the database's.
    ...(now === null ? {} : { clock: () => now ?? new Date() }),
  });
  const timeZone = options.timeZone ?? 'Europe/Berlin';
  const organizationId = await createOrganization(database, timeZone);
  const officeId = uuidv7();
  const queueIds: string[] = [];
  let rooms = 0;

  const user = async (role: Role): Promise<Extract<Actor, { kind: 'user' }>> => {
    const id = uuidv7();
    await doors.transact(system(organizationId), (tx) =>
      database.User.create(
        { organization_id: organizationId, id, email: `${id}@example.org`, name: role, role },
        { transaction: tx.transaction },
      ),
    );
    return { kind: 'user', organizationId, id, role, queueIds: 'all' };
  };

  await doors.transact(system(organizationId), (tx) =>
    database.Office.create(
      { organization_id: organizationId, id: officeId, name: 'Main Street', time_zone: timeZone },
      { transaction: tx.transaction },
    ),
  );
  const [manager, staff, colleague] = await Promise.all([user('manager'), user('staff'), user('staff')]);

  async function queue(
    prefix: string,
    policy: Partial<QueuePolicy> = {},
    more: { capacity?: number; public_join?: boolean } = {},
  ): Promise<string> {
    const id = uuidv7();
    await doors.transact(manager, (tx) =>
      database.Queue.create(
        {
          organization_id: organizationId,
          id,
          name: `Queue ${prefix}`,
          prefix,
          office_id: officeId,
          policy,
          epoch: randomBytes(6).toString('base64url'),
          ...more,
        },
        { transaction: tx.transaction },
      ),
    );
    queueIds.push(id);
    return id;
  }

  async function act<T>(actor: Actor, work: (tx: Writing) => Promise<T>): Promise<T> {
    for (const id of queueIds) if (!known.has(id)) known.set(id, await boards(id));
    const told = published.length;
    const result = await doors.transact(actor, work);
    await stateTheLaw(published.slice(told));
    return result;
  }

  /** Every board as it was after its last change: the one before the next. */
  const known = new Map<string, Boards>();

  async function stateTheLaw(changes: readonly CommittedChange[]): Promise<void> {
    for (const id of new Set(changes.map((change) => change.public.queue_id))) {
      const before = known.get(id);
      const after = await boards(id);
      known.set(id, after);
      const own = changes.filter((change) => change.public.queue_id === id);
      if (!before) continue;
      expectLawful(before, own, after);
      await expectTold(id, before.staff, own);
    }
  }

  /** Whoever was away hears the very same from the log. */
  async function expectTold(id: string, since: StaffBoard, changes: readonly CommittedChange[]): Promise<void> {
    const [all, staff] = await Promise.all([
      doors.snapshot(system(organizationId), (tx) => missedChanges(tx, id, since, 'public')),
      doors.snapshot(manager, (tx) => missedChanges(tx, id, since, 'staff')),
    ]);
    expect(all).toEqual(changes.map((change) => change.public));
    expect(staff).toEqual(changes.map((change) => change.staff));
  }

  async function boards(queueId: string): Promise<Boards> {
    return {
      public: (await doors.snapshot(system(organizationId), (tx) => queueBoard(tx, queueId, 'public'))) as PublicBoard, // the audience asked for
      staff: (await doors.snapshot(manager, (tx) => queueBoard(tx, queueId, 'staff'))) as StaffBoard, // the audience asked for
    };
  }

  return {
    organizationId,
    officeId,
    database,
    adminUrl: own.adminUrl,
    appUrl: own.appUrl,
    doors,
    /** Doors that state the law, for jobs. */
    lawfulDoors: { ...doors, transact: act },
    published,
    manager,
    staff,
    colleague,
    user,
    queue,
    act,
    boards,
    snapshot: doors.snapshot,
    /** The patient's own link. */
    patient: (entryId: string): Actor => ({ kind: 'patient', organizationId, id: entryId, entryId }),
    /** A counter that calls from these queues, opened by `who`. */
    async counter(queues: string[], who: Actor = staff): Promise<string> {
      const id = uuidv7();
      await doors.transact(manager, (tx) =>
        database.Counter.create(
          { organization_id: organizationId, id, name: `Room ${++rooms}`, office_id: officeId },
          { transaction: tx.transaction },
        ),
      );
      if (queues.length > 0) await act(who, (tx) => openSession(tx, { counter_id: id, queue_ids: queues }));
      return id;
    },
    /** Somebody with a name and a phone that nobody else may see. */
    join: async (queueId: string, more: { priority?: 'urgent' | 'normal'; phone?: string } = {}) =>
      (await act(staff, (tx) => joinQueue(tx, { queue_id: queueId, patient_name: CANARY, note: CANARY, ...more })))
        .entry,
    callNext: async (queueId: string, counterId: string, who: Actor = staff) =>
      (await act(who, (tx) => callNext(tx, { queue_id: queueId, counter_id: counterId }))).entry,
    /** Numbers on the staff's board in calling order, of one status. */
    async numbers(queueId: string, status: string): Promise<string[]> {
      return (await boards(queueId)).staff.entries
        .filter((entry) => entry.status === status)
        .map((entry) => entry.ticket_number);
    },
    setClock(at: string): void {
      now = new Date(at);
    },
    pass(amount: { minutes?: number; seconds?: number }): void {
      if (now === null) throw new Error('this clinic lives by the database clock: open it with { at }');
      now = new Date(now.getTime() + (amount.minutes ?? 0) * 60_000 + (amount.seconds ?? 0) * 1000);
    },
    clock: () => now,
    async close(): Promise<void> {
      await database.close();
      await own.close();
    },
  };
}

type Boards = { public: PublicBoard; staff: StaffBoard };

/** board before + changes = board after. */
export function expectLawful(before: Boards, changes: readonly CommittedChange[], after: Boards): void {
  let { public: forAll, staff } = before;
  for (const change of changes) {
    expect(change.public.prev).toBe(forAll.version);
    expect(change.staff.prev).toBe(staff.version);
    forAll = applyChange(forAll, change.public);
    staff = applyChange(staff, change.staff);
    expectNothingPersonal(change.public);
    expectSameOverTheLine(change.public);
    expectSameOverTheLine(change.staff);
  }
  expect(forAll).toEqual(after.public);
  expect(staff).toEqual(after.staff);
  expectNothingPersonal(after.public);
}

/** What a room hears is the change, written shorter. */
function expectSameOverTheLine(change: Change): void {
  const frame: unknown = JSON.parse(JSON.stringify(packChange(change)));
  expect(unpackChange(packedChange.parse(frame))).toEqual(change);
}

export function expectNothingPersonal(seen: unknown): void {
  const text = JSON.stringify(seen);
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain(CANARY_PHONE);
}

function system(organizationId: string): Actor {
  return { kind: 'system', organizationId, id: null };
}

async function createOrganization(database: Database, timeZone: string): Promise<string> {
  const id = uuidv7();
  const slug = `clinic-${randomBytes(5).toString('hex')}`;
  await database.inTransaction('write', id, ({ query }) =>
    query({
      name: 'create-organization',
      text: `INSERT INTO control.organizations (id, slug, name, time_zone, status) VALUES ($1, $2, 'Clinic', $3, 'active')`,
      values: [id, slug, timeZone],
    }),
  );
  return id;
}
