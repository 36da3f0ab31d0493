import type { DeviceRow } from '../../../models/device.ts';
import type { Device } from '../../../realtime/contract/resources/devices.ts';
import type { Reading } from '../snapshot.ts';

/** Devices with the queues they are for. Their credentials are nobody's to read. */
export async function deviceAnswers(tx: Reading, rows: readonly DeviceRow[]): Promise<Device[]> {
  if (rows.length === 0) return [];
  const queues = await tx.query<{ device_id: string; queue_id: string }>({
    name: 'queues-of-devices',
    text: 'SELECT device_id, queue_id FROM device_queues WHERE organization_id = $1 AND device_id = ANY ($2) ORDER BY queue_id',
    values: [tx.actor.organizationId, rows.map(({ id }) => id)],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    office_id: row.office_id,
    queue_ids: queues.filter(({ device_id }) => device_id === row.id).map(({ queue_id }) => queue_id),
    paper: row.paper,
    prints_itself: row.prints_itself,
    asks_phone: row.asks_phone,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
    // Whoever answers a request knows what was heard since.
    online: false,
    outdated: false,
    report: row.report,
    reloads: row.reloads,
    revision: row.revision,
  }));
}

export async function deviceAnswer(tx: Reading, row: DeviceRow): Promise<Device> {
  const [answer] = await deviceAnswers(tx, [row]);
  if (!answer) throw new Error('one row gave no answer');
  return answer;
}
