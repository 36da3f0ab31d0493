import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { StartFailure } from '../start-failure.ts';

/** As whom PostgreSQL runs; empty for whoever started the service. */
export type Account = { uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the owner of its folder, or as the system user `postgres`,
 * who is made where there is none.
 * @param cluster  the database's folder, which may not exist yet
 */
export async function postgresAccount(cluster: string, say: (line: string) => void): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const account = (await ownerOf(cluster)) ?? systemUser('postgres') ?? madeUser(say) ?? systemUser('nobody');
  if (account) return account;
  throw new StartFailure(
    'PostgreSQL does not run as root, and there is no system user postgres: start as a normal user.',
  );
}

/** Whether the account gets through every folder on the way, which it does not below root's own home. */
export function canReach(account: Account, path: string): boolean {
  return spawnSync('test', ['-x', path], { cwd: '/', ...account }).status === 0;
}

async function ownerOf(folder: string): Promise<Account | null> {
  const owner = await stat(folder).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null;
}

function systemUser(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((what) => {
    const { status, stdout } = spawnSync('id', [what, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid !== undefined && gid !== undefined ? { uid, gid } : null;
}

function madeUser(say: (line: string) => void): Account | null {
  const { status } = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  if (status !== 0) return null;
  say('Made the system user postgres: PostgreSQL does not run as root.');
  return systemUser('postgres');
}
