import type { Called, Joined } from '../../realtime/contract/commands.ts';
import { command } from './ask.ts';
import { organization, ORGANIZATIONS } from './organizations.ts';

/** Somebody joins, is called, served and finished: which organization and which of its counters follows from the number of the round. */
export function serveOne(round: number): void {
  const n = round % ORGANIZATIONS;
  const { queue_id, counter_ids } = organization(n);
  const counter_id = counter_ids[Math.floor(round / ORGANIZATIONS) % counter_ids.length];
  if (command<Joined>(n, 'join', `/queues/${queue_id}/entries`, {}) === null) return;
  const called = command<Called>(n, 'call', `/queues/${queue_id}/calls`, { counter_id });
  if (called === null) return;
  command(n, 'serve', `/entries/${called.entry.id}/service`, {});
  command(n, 'finish', `/entries/${called.entry.id}/completion`, {});
}
