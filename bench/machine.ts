import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findK6 } from '../load-tests/runner/find-k6.ts';
import { findProgram } from '../tests/support/find-program.ts';

export type Machine = { machine: string; versions: Record<string, string> };

const root = join(import.meta.dirname, '..');
/** Those whose speed is part of the figures. */
const PACKAGES = ['socket.io', 'ws', '@socket.io/redis-adapter', 'ioredis', 'pg', 'express'];
const PROGRAMS: Readonly<Record<string, { find?: () => string | undefined; ask: string }>> = {
  'redis-server': { ask: '--version' },
  pgbench: { ask: '--version' },
  pgbouncer: { ask: '--version' },
  nginx: { ask: '-v' },
  k6: { find: findK6, ask: 'version' },
};

/** This machine and all that takes part on it. What is not installed is not there. */
export async function machineOf(postgresUrl: string): Promise<Machine> {
  const [cpu] = cpus();
  const installed = Object.entries(PROGRAMS).flatMap<[string, string]>(
    ([name, { find = () => findProgram(name), ask }]) => {
      const version = versionOf(find(), ask);
      return version === null ? [] : [[name, version]];
    },
  );
  return {
    machine: `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
    versions: {
      Node: process.version.slice(1),
      PostgreSQL: await postgresVersion(postgresUrl),
      ...Object.fromEntries(PACKAGES.map((name) => [name, packageVersion(name)])),
      ...Object.fromEntries(installed),
    },
  };
}

/** Of the checkout, in short; with a plus where files differ from it. */
export function commitOf(): string {
  const git = (...words: string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short=10', 'HEAD');
  // What a recording writes itself does not count.
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/performance.*');
  return `${commit || 'unknown'}${changed === '' ? '' : '+'}`;
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
}

function packageVersion(name: string): string {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version; // every package has one
}

function versionOf(program: string | undefined, ask: string): string | null {
  if (program === undefined) return null;
  const { stdout, stderr } = spawnSync(program, [ask], { encoding: 'utf8' });
  return /\d+(\.\d+)+/.exec(`${stdout}${stderr}`)?.[0] ?? null;
}
