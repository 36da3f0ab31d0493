import type { Database } from '../../models/database.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Keys } from '../access/keys.ts';
import { findClinic, idOfClinic } from './clinic.ts';
import { demoLinks } from './links.ts';
import { onPauseKey } from './pause-key.ts';
import { seedDemo } from './seed.ts';
import type { DemoSite } from './site.ts';
import { startSimulator } from './simulator.ts';

/** The clinic is made only where there is no organization at all, or finished where its making was interrupted. */
export async function seedWhereEmpty(
  database: Database,
  url: string,
  keys: Keys,
  say: (line: string) => void,
): Promise<void> {
  const [found] = await database.directory({
    name: 'any-organization',
    text: 'SELECT 1 AS one FROM control.organizations LIMIT 1',
    values: [],
  });
  if (found && (await idOfClinic(database)) === null) return;
  await seedDemo(url, keys, say);
}

/** Lets people come and go, and says where the screens are. @returns stop; null when this database has no demo */
export async function startDemo(
  site: DemoSite,
  say: (line: string) => void,
  onError: (error: unknown) => void,
): Promise<(() => Promise<void>) | null> {
  const clinic = await findClinic(site.database, site.doors);
  if (!clinic) return null;
  const simulator = startSimulator(site, onError);
  const links = await demoLinks(clinic, site).catch((error: unknown) => {
    // Somebody closed the queue, or it is full: the demo goes on without its links.
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (links !== null) say(`\n${links}`);
  const offKey = onPauseKey(() => {
    say(simulator.togglePause() ? 'The demo is paused. p + Enter lets it go on.' : 'The demo goes on.');
  });
  say('  p + Enter pauses the people of the demo, Ctrl-C stops. The data stays.');
  return async () => {
    offKey();
    await simulator.stop();
  };
}
