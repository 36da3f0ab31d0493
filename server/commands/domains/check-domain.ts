import type { DomainRow } from '../../../models/domain.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** A name that has not been proven for so long is somebody else's by now. It has rested meanwhile. */
const GIVEN_UP_AFTER_MS = 30 * 86_400_000;

/**
 * Whether the record of a verified host still stands. A host without one leads here for three more days (the directory of
 * organizations counts them), and again as soon as the record is back.
 * @param checkedAt  what was known when the DNS was asked: of several nodes the first one tells
 */
export async function checkDomain(
  tx: Writing,
  { id, found, checkedAt }: { id: string; found: boolean; checkedAt: Date | null },
): Promise<void> {
  permit(tx.actor, 'domain.check');
  const [row] = await tx.query<Pick<DomainRow, 'host' | 'failing_since' | 'checked_at'>>({
    name: 'domain-to-check',
    text: `SELECT host, failing_since, checked_at FROM control.domains
           WHERE organization_id = $1 AND id = $2 AND verified_at IS NOT NULL AND released_at IS NULL FOR UPDATE`,
    values: [tx.actor.organizationId, id],
  });
  if (!row || row.checked_at?.getTime() !== checkedAt?.getTime()) return;
  const { host, failing_since: before } = row;
  const failingSince = found ? null : (before ?? tx.now);
  const isGivenUp = failingSince !== null && tx.now.getTime() - failingSince.getTime() > GIVEN_UP_AFTER_MS;
  await tx.query({
    name: 'domain-checked',
    text: `UPDATE control.domains SET checked_at = $3, failing_since = $4, released_at = $5 WHERE organization_id = $1 AND id = $2`,
    values: [tx.actor.organizationId, id, tx.now, failingSince, isGivenUp ? failingSince : null],
  });
  if (isGivenUp) await audit(tx, { action: 'domain.released', subjectId: id, before: { host } });
  else if (found !== (before === null))
    await audit(tx, { action: found ? 'domain.recovered' : 'domain.failing', subjectId: id, after: { host } });
}
