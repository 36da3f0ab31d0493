import type { Beat } from '../../../realtime/ports.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/** Writes down when screens were last heard of, and what they said. An older word never takes the place of a younger one. */
export async function keepBeats(tx: Writing, beats: readonly (Beat & { device_id: string })[]): Promise<void> {
  requireSystem(tx.actor);
  await tx.query({
    name: 'keep-beats',
    text: `UPDATE devices d SET last_seen_at = to_timestamp(b.at / 1000.0), report = b.report
           FROM jsonb_to_recordset($2::jsonb) AS b (device_id uuid, at double precision, report jsonb)
           WHERE d.organization_id = $1 AND d.id = b.device_id AND d.revoked_at IS NULL
             AND (d.report IS NULL OR d.last_seen_at IS NULL OR d.last_seen_at <= to_timestamp(b.at / 1000.0))`,
    values: [tx.actor.organizationId, JSON.stringify(beats)],
  });
}
