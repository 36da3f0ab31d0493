import { openTerminal } from '../support/cli.ts';
import type { Stored } from './history.ts';
import { type Hospital, readStored } from './hospital.ts';

/**
 * A replica stops hearing from its primary, the primary goes on and is lost, and the replica takes over as the handbook says:
 * a new epoch before anybody is let in.
 */
export async function failOver({ postgres, service, queue, failovers, now }: Hospital): Promise<() => Promise<void>> {
  const copiedAt = now();
  await postgres.copy();
  return async () => {
    const found: Stored[] = [];
    const look = async (url: string) => void found.push(await readStored(at(url, service.database.adminUrl), queue.id));
    let openedAt = 0;
    await postgres.failOver({
      lost: look,
      async promoted(url) {
        await look(url);
        const terminal = openTerminal({
          DATABASE_URL: at(url, service.database.appUrl),
          DATABASE_ADMIN_URL: at(url, service.database.adminUrl),
          SECRET_KEY: 'only-for-tests-0123456789abcdef0123456789abcdef',
        });
        await terminal.ask('new-epoch');
        openedAt = now();
      },
    });
    const [lost, kept] = found;
    if (lost === undefined || kept === undefined) throw new Error('nobody looked at the disks');
    failovers.push({ copiedAt, openedAt, lost, kept });
  };
}

/** The same database and role on another server. */
function at(server: string, url: string): string {
  const moved = new URL(url);
  moved.port = new URL(server).port;
  return moved.href;
}
