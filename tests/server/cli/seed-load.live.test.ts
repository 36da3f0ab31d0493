import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadOrganization } from '../../../server/cli/load-organization.ts';
import { apiOf, yes } from '../../support/api.ts';
import { openTerminal } from '../../support/cli.ts';
import { openService, type Service } from '../../support/service.ts';

let service: Service;
let terminal: ReturnType<typeof openTerminal>;
let folder: string;
beforeAll(async () => {
  service = await openService({ nodes: 1 });
  folder = mkdtempSync(join(tmpdir(), 'seed-load-'));
  terminal = openTerminal({
    DATABASE_URL: service.database.appUrl,
    DATABASE_ADMIN_URL: service.database.adminUrl,
    SECRET_KEY: 'only-for-tests-0123456789abcdef0123456789abcdef',
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

test('organizations for load tests are open for work at once, and only their maker may read who may enter them', async () => {
  const file = join(folder, 'organizations.json');
  expect(await terminal.ask('seed-load', '--organizations', '3', '--counters', '2', '--file', file)).toEqual({
    organizations: 3,
    file,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { organizations } = JSON.parse(readFileSync(file, 'utf8')) as { organizations: LoadOrganization[] };
  expect(new Set(organizations.map(({ slug }) => slug)).size).toBe(3);
  const url = service.nodes[0]?.url ?? '';
  for (const { queue_id, counter_ids, staff_token, display_token } of organizations) {
    expect(counter_ids).toHaveLength(2);
    const staff = apiOf(url, { token: staff_token });
    const { entry } = await yes(staff.post<{ entry: { id: string } }>(`/queues/${queue_id}/entries`, {}));
    const called = await yes(
      staff.post<{ entry: { id: string } }>(`/queues/${queue_id}/calls`, { counter_id: counter_ids[1] }),
    );
    expect(called.entry.id).toBe(entry.id);
    const board = await yes(
      apiOf(url, { token: display_token }).get<{ entries: unknown[] }>(`/queues/${queue_id}/board`),
    );
    expect(board.entries).toHaveLength(1);
  }
});

test('a file that is there already is not written over, and a number that is none makes nothing', async () => {
  const file = join(folder, 'organizations.json');
  expect(await terminal.say('seed-load', '--organizations', '1', '--file', file)).toMatchObject({
    code: 1,
    complaints: `--file ${file}: is there already.\n`,
  });
  expect(
    await terminal.say('seed-load', '--organizations', 'many', '--file', join(folder, 'other.json')),
  ).toMatchObject({ code: 1, complaints: '--organizations is a whole number from 1 to 10000.\n' });
});
