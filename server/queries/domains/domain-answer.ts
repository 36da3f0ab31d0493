import type { DomainRow } from '../../../models/domain.ts';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';

/** @param row  a model's, too: its columns are read one by one, because they are no properties of its own */
export function domainAnswer(row: DomainRow): Domain {
  const { id, host, challenge, created_at } = row;
  return {
    id,
    host,
    status: row.verified_at === null ? 'pending' : row.failing_since === null ? 'verified' : 'failing',
    record: { type: 'TXT', ...recordOf({ host, challenge }) },
    verified_at: row.verified_at?.toISOString() ?? null,
    checked_at: row.checked_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
}

/** What proves that whoever holds the challenge also holds the name. */
export function recordOf({ host, challenge }: { host: string; challenge: string }): { name: string; value: string } {
  return { name: `_waitlessq.${host}`, value: `waitlessq-verification=${challenge}` };
}
