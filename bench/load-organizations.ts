import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { LoadOrganization } from '../server/cli/load-organization.ts';
import { openTerminal } from '../tests/support/cli.ts';
import type { Database } from '../tests/support/database.ts';
import { SECRET_KEY } from './credentials.ts';

/** So many organizations at work, made as for load tests: a queue, counters, a display and a key for the staff of each. */
export async function makeLoadOrganizations(database: Database, count: number): Promise<readonly LoadOrganization[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-bench-'));
  try {
    const file = join(folder, 'organizations.json');
    const terminal = openTerminal({
      DATABASE_URL: database.appUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      SECRET_KEY,
    });
    await hurry(database, true);
    await terminal.ask('seed-load', '--organizations', String(count), '--counters', '1', '--file', file);
    await hurry(database, false);
    // Written by the command before.
    return (JSON.parse(readFileSync(file, 'utf8')) as { organizations: LoadOrganization[] }).organizations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether whoever connects from now on may go on before the disk has everything. */
async function hurry({ adminUrl }: Database, may: boolean): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    const name = admin.escapeIdentifier(admin.database ?? '');
    await admin.query(`ALTER DATABASE ${name} ${may ? 'SET synchronous_commit = off' : 'RESET synchronous_commit'}`);
  } finally {
    await admin.end();
  }
}
