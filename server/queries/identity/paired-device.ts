import type { DeviceKind } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

export type PairedDevice = {
  kind: DeviceKind;
  name: string;
  office_id: string;
  queue_ids: string[];
  /** Whether it is time to write down that the device is still there. Its beats say so in between, and cost nothing. */
  unseen: boolean;
};

/** The device whose credential this is, or null when it was revoked or never given. Asked before anybody is known. */
export async function pairedDevice(
  tx: Reading,
  { id, hash }: { id: string; hash: Buffer },
): Promise<PairedDevice | null> {
  const [device] = await tx.query<PairedDevice>({
    name: 'paired-device',
    text: `SELECT d.kind, d.name, d.office_id,
             ARRAY(SELECT q.queue_id::text FROM device_queues q WHERE q.organization_id = $1 AND q.device_id = $2) AS queue_ids,
             coalesce(d.last_seen_at < now() - interval '5 minutes', true) AS unseen
           FROM devices d
           WHERE d.organization_id = $1 AND d.id = $2 AND d.token_hash = $3 AND d.revoked_at IS NULL`,
    values: [tx.actor.organizationId, id, hash],
  });
  return device ?? null;
}
