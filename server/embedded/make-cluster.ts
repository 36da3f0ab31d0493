import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFailure } from '../start-failure.ts';
import { ADMIN, type Cluster, environment, isAlive, isMissing, lastLine, MAJOR, pathFor } from './cluster.ts';
import type { Account } from './postgres-account.ts';
import type { Programs } from './postgres-programs.ts';

/** Made aside and moved into place: what is called `postgres` is always whole. */
export async function makeCluster(
  folder: string,
  cluster: Cluster,
  programs: Programs,
  account: Account,
  say: (line: string) => void,
): Promise<void> {
  say(`Making an embedded PostgreSQL ${MAJOR} in ${folder} (only the first time)`);
  await removeDrafts(folder);
  const draft = `${cluster.path}.${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  give(draft, account);
  give(passwordFile, account);
  // Handed over open, so that nobody needs a way to the file.
  const password = openSync(passwordFile, 'r');
  try {
    const made = spawnSync(
      programs.initdb,
      [
        ['-D', pathFor(account, draft)],
        ['-U', ADMIN],
        ['--auth=scram-sha-256', '--pwfile=/dev/fd/3'],
        ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ].flat(),
      { cwd: draft, env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', password], ...account },
    );
    if (made.status !== 0) {
      throw new StartFailure(
        `The embedded database could not be made: ${lastLine(made.stderr ?? '') || String(made.error)}`,
      );
    }
    await rename(draft, cluster.path).catch(async (error: unknown) => {
      // Another start was quicker.
      if (await isMissing(cluster.path)) throw error;
    });
  } finally {
    closeSync(password);
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a first start left that was killed in the middle. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^postgres\.(\d+)(?:\.password)?$/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isAlive(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

export async function refuseOtherVersions(cluster: Cluster): Promise<void> {
  const version = (await readFile(join(cluster.path, 'PG_VERSION'), 'utf8').catch(notReadable(cluster.path))).trim();
  if (version === MAJOR) return;
  throw new StartFailure(
    `${cluster.path} is a database of PostgreSQL ${version}; this service brings PostgreSQL ${MAJOR}.`,
  );
}

function notReadable(path: string): (error: unknown) => never {
  return (error) => {
    throw new StartFailure(`${path} cannot be read: it belongs to another user, or is not a database.`, {
      cause: error,
    });
  };
}
