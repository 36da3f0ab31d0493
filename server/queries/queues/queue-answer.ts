import type { QueueRow } from '../../../models/queue.ts';
import { queuePolicy, type Queue } from '../../../realtime/contract/resources/queues.ts';
import { stampsOf } from '../stamps.ts';

export function queueAnswer(row: QueueRow): Queue {
  const { name, prefix, office_id, provider_id, service_id, status, status_reason, capacity, public_join } = row;
  return {
    ...stampsOf(row),
    ...{ name, prefix, office_id, provider_id, service_id, status, status_reason, capacity, public_join },
    status_until: row.status_until === null ? null : row.status_until.toISOString(),
    policy: queuePolicy.parse(row.policy),
    texts: row.texts,
  };
}
