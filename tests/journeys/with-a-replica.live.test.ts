import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { AuditRecord } from '../../realtime/contract/resources/audit.ts';
import { apiOf, yes } from '../support/api.ts';
import { openDatabase, type Database } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { startNode, type RunningNode } from '../support/node.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { type PostgresReplica, startReplica } from '../support/replica.ts';
import { openScreen } from '../support/screen.ts';
import { join, signUpClinic, type Clinic } from '../support/service.ts';
import { prepareTemplate } from '../support/template.ts';

/** A node as built, with a primary and a replica that dies while it works. */
let postgres: Postgres;
let replica: PostgresReplica;
let database: Database;
let node: RunningNode;
let clinic: Clinic;

beforeAll(async () => {
  postgres = await startPostgres();
  await prepareTemplate(postgres.url);
  replica = await startReplica(postgres.url);
  database = await openDatabase(postgres.url);
  await replica.catchesUp();
  node = await startNode({
    databaseUrl: database.appUrl,
    env: { DATABASE_REPLICA_URL: replica.at(database.appUrl) },
  });
  clinic = await signUpClinic(node.url);
}, 90_000);
afterAll(async () => {
  await node?.stop();
  await database?.close();
  await replica?.stop();
  await postgres?.stop();
});

async function everythingIsThere(queueId: string, entries: number): Promise<void> {
  const board = await yes(clinic.owner.get<StaffBoard>(`/queues/${queueId}/board`));
  expect(board.entries).toHaveLength(entries);
  const { token } = await clinic.staff();
  const { data } = await yes(clinic.owner.get<{ data: AuditRecord[] }>('/audit-log?limit=1'));
  expect(data[0]?.action).toBe('user.created');
  expect((await clinic.owner.get('/security-log')).status).toBe(200);
  expect((await clinic.owner.get('/organization/usage')).status).toBe(200);
  const response = await fetch(`${node.url}/api/v1/organization/export`, {
    headers: { authorization: `Bearer ${clinic.ownerToken}` },
  });
  const lines = (await response.text()).trim().split('\n');
  expect(lines.filter((line) => line.includes('"table":"entries"'))).toHaveLength(entries);
  const screen = openScreen<StaffBoard>(node.url, { slug: clinic.slug, token, queueId, kind: 'staff' });
  await eventually(() => expect(screen.board()?.entries).toHaveLength(entries));
  screen.close();
  expect((await apiOf(node.url, { slug: clinic.slug }).get(`/queues/${queueId}/board`)).status).toBe(404);
}

test('boards, logs, figures and the export are right with the replica, without it and with it again', async () => {
  const queue = await clinic.queue('A');
  await join(clinic.owner, queue.id);
  await everythingIsThere(queue.id, 1);

  await replica.kill();
  await join(clinic.owner, queue.id);
  await everythingIsThere(queue.id, 2);

  await replica.start();
  await eventually(() => expect(node.logs()).toContain('the replica is asked again'), { within: 20_000 });
  await join(clinic.owner, queue.id);
  await everythingIsThere(queue.id, 3);
  expect(node.logs()).toContain('the replica is not asked');
  expect(node.logs()).not.toMatch(/"level":(?:50|60)/);
});
