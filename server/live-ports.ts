import type { Database } from '../models/database.ts';
import { Refusal } from '../models/rules/refusal.ts';
import type { QueueHead } from '../realtime/contract/messages.ts';
import type { Ports } from '../realtime/ports.ts';
import { systemOf } from './access/system-of.ts';
import { keepBeats } from './commands/devices/keep-beats.ts';
import type { Doors } from './doors.ts';
import { missedChanges } from './queries/missed-changes.ts';
import { presentBoard } from './queries/board/present-board.ts';
import type { WaitEstimates } from './queries/wait-estimates.ts';

/**
 * What live delivery asks of the rest. Boards and changes are read for a whole room at once, so nobody in particular is asking:
 * who may join which room was decided when the socket did.
 */
export function createLivePorts({
  database,
  doors,
  estimates,
  identify,
  forget,
  mostSockets,
  now,
}: {
  database: Database;
  doors: Doors;
  estimates: WaitEstimates;
  identify: Ports['identify'];
  forget: Ports['forget'];
  mostSockets: Ports['mostSockets'];
  now: Ports['now'];
}): Ports {
  return {
    now,
    identify,
    forget,
    mostSockets,
    readBoard: (organizationId, queueId, audience) =>
      presentBoard(doors, systemOf(organizationId), queueId, audience).catch(nullIfNotFound),
    missedChanges: (organizationId, queueId, since, audience) =>
      doors.snapshot(systemOf(organizationId), (tx) => missedChanges(tx, queueId, since, audience)),
    keepBeats: (organizationId, beats) => doors.transact(systemOf(organizationId), (tx) => keepBeats(tx, beats)),
    heads: (queues) =>
      database.directory<QueueHead>({
        name: 'queue-heads',
        text: `SELECT queue_id, epoch, version FROM app.queue_heads($1, $2)`,
        values: [queues.map(({ organization_id }) => organization_id), queues.map(({ queue_id }) => queue_id)],
      }),
    async endedAmong(organizationIds) {
      const ended = await database.directory<{ id: string }>({
        name: 'ended-among',
        text: `SELECT asked.id FROM unnest($1::uuid[]) AS asked (id) WHERE NOT EXISTS (
                 SELECT FROM control.organizations o WHERE o.id = asked.id AND o.status IN ('trial', 'active'))`,
        values: [organizationIds],
      });
      return ended.map(({ id }) => id);
    },
    async estimate(organizationId, queueId) {
      const { epoch, version, waits } = await estimates.of(organizationId, queueId);
      return { epoch, version, waits: waits?.map(({ p20, p80 }) => [p20, p80]) ?? null };
    },
  };
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof Refusal && error.code === 'not_found') return null;
  throw error;
}
