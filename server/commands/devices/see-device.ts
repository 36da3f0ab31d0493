import type { Writing } from '../transact.ts';

/** Writes down that a device was here. Part of recognising it, so there is nobody yet whom to permit it. */
export async function seeDevice(tx: Writing, deviceId: string): Promise<void> {
  await tx.query({
    name: 'see-device',
    text: 'UPDATE devices SET last_seen_at = now() WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, deviceId],
  });
}
