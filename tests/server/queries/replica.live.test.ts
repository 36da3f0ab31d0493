import pg from 'pg';
import { openDatabase, type Database } from '../../../models/database.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { presentBoard } from '../../../server/queries/board/present-board.ts';
import type { Reading } from '../../../server/queries/snapshot.ts';
import { createReplica, type Replica } from '../../../server/queries/replica.ts';
import { openClinic, personal, type Clinic } from '../../support/clinic.ts';
import { eventually } from '../../support/eventually.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { type PostgresReplica, startReplica } from '../../support/replica.ts';
import { prepareTemplate } from '../../support/template.ts';

/** A primary and its replica, which falls behind, hangs and dies while people ask for boards and reports. */
let postgres: Postgres;
let server: PostgresReplica;
let clinic: Clinic;
let there: Database;
let replica: Replica;
let queueId: string;
/** Transactions that each of the two has had. */
const asked = { here: 0, there: 0 };
const logged: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  await prepareTemplate(postgres.url);
  server = await startReplica(postgres.url);
  clinic = await openClinic({ postgresUrl: postgres.url });
  there = openDatabase(server.at(clinic.appUrl), { tally: counting('there') });
  const log = (_details: object, message: string) => void logged.push(message);
  replica = createReplica({ replica: there, primary: clinic.database }, { personal }, { info: log, warn: log });
  queueId = await clinic.queue('A');
  await server.catchesUp();
}, 60_000);
afterAll(async () => {
  await there?.close();
  await clinic?.close();
  await server?.stop();
  await postgres?.stop();
});
beforeEach(async () => {
  await replica.look();
  await server.catchesUp();
  asked.there = 0;
  logged.length = 0;
});

function counting(where: keyof typeof asked) {
  return {
    waiting: () => undefined,
    waited: () => undefined,
    connected: () => undefined,
    held: (line: string) => void (line === '' ? null : asked[where]++),
  };
}

const board = () =>
  presentBoard({ snapshot: clinic.snapshot, glimpse: replica.glimpse }, clinic.staff, queueId, 'staff');
const present = async () => (await clinic.boards(queueId)).staff;
const report = () => replica.report(clinic.manager, everybody);
const truth = () => clinic.snapshot(clinic.manager, everybody);

/** Who has ever come. */
async function everybody(tx: Reading): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'everybody',
    text: 'SELECT id FROM entries WHERE organization_id = $1 ORDER BY id',
    values: [tx.actor.organizationId],
  });
  return rows.map(({ id }) => id);
}

test('boards and reports are read there, and are those of the primary', async () => {
  await clinic.join(queueId);
  await server.catchesUp();
  expect(await board()).toEqual(await present());
  expect(await report()).toEqual(await truth());
  expect(asked.there).toBe(2);
  expect(logged).toEqual([]);
});

test('whoever has just done something sees it, however quickly they ask', async () => {
  for (let n = 0; n < 50; n++) {
    const { ticket_number } = await clinic.join(queueId);
    const shown = await board();
    expect(shown.entries.map((entry) => entry.ticket_number)).toContain(ticket_number);
    expect(shown).toEqual(await present());
    expect(await report()).toEqual(await truth());
  }
  expect(logged).toEqual([]);
});

test('a board is never older than the version that somebody may know', async () => {
  await server.holdBack();
  try {
    const old = await present();
    await clinic.join(queueId);
    const shown = await board();
    expect(shown.version).toBe(old.version + 1);
    expect(shown).toEqual(await present());
    // It was asked, and what it had was too old.
    expect(asked.there).toBe(1);
    // A queue where nothing has happened since is as good there as here.
    const quiet = await replica.glimpse(
      clinic.staff,
      async (tx) => (await tx.query<{ one: number }>({ name: 'one', text: 'SELECT 1 AS one', values: [] }))[0]?.one,
    );
    expect(quiet).toBe(1);
  } finally {
    await server.goOn();
  }
});

test('a queue that the replica has not heard of yet', async () => {
  await server.holdBack();
  try {
    const fresh = await clinic.queue('B');
    const shown = await presentBoard(
      { snapshot: clinic.snapshot, glimpse: replica.glimpse },
      clinic.staff,
      fresh,
      'public',
    );
    expect(shown).toMatchObject({ queue_id: fresh, entries: [] });
  } finally {
    await server.goOn();
  }
});

test('somebody else may not see a board there either', async () => {
  const stranger = await openClinic({ postgresUrl: postgres.url });
  await server.catchesUp();
  await expect(
    presentBoard({ snapshot: stranger.snapshot, glimpse: replica.glimpse }, stranger.staff, queueId, 'staff'),
  ).rejects.toEqual(new Refusal('not_found'));
  await stranger.close();
});

test('a report of a replica that is held back comes from the primary, and the log says so once', async () => {
  await server.holdBack();
  try {
    await clinic.join(queueId);
    expect(await report()).toEqual(await truth());
    expect(asked.there).toBe(0);
    await replica.look();
    await replica.look();
    expect(logged).toEqual(['the replica is not asked: the primary answers']);
    // From now on nobody waits for it.
    expect(await board()).toEqual(await present());
    await report();
    expect(asked.there).toBe(0);
  } finally {
    await server.goOn();
  }
  await replica.look();
  expect(logged).toEqual(['the replica is not asked: the primary answers', 'the replica is asked again']);
});

describe.each([
  ['killed', () => server.kill(), () => server.start()],
  ['hung', async () => server.pause(), async () => server.resume()],
])('while the replica is %s', (_how, takeAway, bringBack) => {
  test('nobody notices', async () => {
    await board();
    await takeAway();
    try {
      for (let n = 0; n < 5; n++) {
        await clinic.join(queueId);
        const began = performance.now();
        expect(await board()).toEqual(await present());
        expect(await report()).toEqual(await truth());
        // The first one waits until the replica has had its chance.
        expect(performance.now() - began).toBeLessThan(1_500);
      }
      await replica.look();
      expect(logged).toEqual(['the replica is not asked: the primary answers']);
    } finally {
      await bringBack();
    }
    await eventually(
      async () => {
        await replica.look();
        expect(logged.at(-1)).toBe('the replica is asked again');
      },
      { within: 20_000 },
    );
    asked.there = 0;
    await server.catchesUp();
    expect(await board()).toEqual(await present());
    expect(asked.there).toBe(1);
  });
});

test('what goes wrong beside the replica is not taken for its fault, and is not tried again', async () => {
  let begun = 0;
  const reading = replica.report(clinic.manager, async (tx) => {
    await everybody(tx);
    begun += 1;
    throw new Error('the reader has gone');
  });
  await expect(reading).rejects.toThrow('the reader has gone');
  expect(begun).toBe(1);
  expect(logged).toEqual([]);
});

test('row security holds there, too', async () => {
  const stranger = await openClinic({ postgresUrl: postgres.url });
  await stranger.queue('Z');
  await server.catchesUp();
  const client = new pg.Client(server.at(clinic.appUrl));
  await client.connect();
  const seen = async () =>
    (await client.query<{ organization_id: string }>('SELECT DISTINCT organization_id FROM queues')).rows;
  expect(await seen()).toEqual([]);
  await client.query('BEGIN READ ONLY');
  await client.query(`SELECT set_config('app.organization_id', $1, true)`, [clinic.organizationId]);
  expect(await seen()).toEqual([{ organization_id: clinic.organizationId }]);
  await client.query('COMMIT');
  expect(await seen()).toEqual([]);
  await client.end();
  await stranger.close();
});
