import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringBuildUpToDate } from '../../tests/support/build.ts';
import { openTerminal } from '../../tests/support/cli.ts';
import { openDatabase } from '../../tests/support/database.ts';
import { freePort } from '../../tests/support/free-port.ts';
import { startNode, type RunningNode } from '../../tests/support/node.ts';
import { startPostgres } from '../../tests/support/postgres.ts';
import { startRedis } from '../../tests/support/redis.ts';
import { prepareTemplate } from '../../tests/support/template.ts';

export type OwnService = Awaited<ReturnType<typeof openOwnService>>;

const SECRET_KEY = 'only-for-tests-0123456789abcdef0123456789abcdef';
/** Of the trial plan, so that a brief flood meets it. */
const PACE = '30';

/** The service as tests start it, with a few organizations: for a run that brings nothing along. */
export async function openOwnService({ nodes: count, organizations }: { nodes: number; organizations: number }) {
  bringBuildUpToDate();
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-load-'));
  const closing: (() => Promise<unknown> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of closing.reverse()) await step();
  };
  try {
    if (process.env['TEST_POSTGRES_URL'] === undefined) {
      const postgres = await startPostgres();
      closing.push(() => postgres.stop());
      await prepareTemplate(postgres.url);
      process.env['TEST_POSTGRES_URL'] = postgres.url;
    }
    const database = await openDatabase();
    closing.push(() => database.close());
    const redis = await startRedis();
    closing.push(() => redis.stop());

    const organizationsFile = join(folder, 'organizations.json');
    const terminal = openTerminal({
      DATABASE_URL: database.appUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      SECRET_KEY,
    });
    await terminal.ask('set-plan-limit', '--plan', 'trial', '--limit', `requests=${PACE}`);
    await terminal.ask('seed-load', '--organizations', String(organizations), '--file', organizationsFile);

    const settings = {
      databaseUrl: database.appUrl,
      redisUrl: redis.url,
      env: { SECRET_KEY, TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'warn' },
    };
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    const nodes: RunningNode[] = [];
    closing.push(() => Promise.all(nodes.map((node) => node.stop())));
    for (const port of ports) nodes.push(await startNode({ ...settings, port }));
    return {
      baseUrl: nodes.map(({ url }) => url).join(','),
      organizationsFile,
      pids: () => nodes.map(({ pid }) => pid),
      /** As a deploy does it: asks one to go, waits until it has gone, and starts its successor at the same address. */
      async restart(n: number): Promise<void> {
        const code = await nodes[n]?.stop();
        if (code !== 0) throw new Error(`a node that was asked to go ended with ${String(code)}`);
        nodes[n] = await startNode({ ...settings, port: ports[n] ?? 0 });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
