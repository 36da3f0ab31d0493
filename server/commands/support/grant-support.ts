import { v7 as uuidv7 } from 'uuid';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Role } from '../../../models/vocabulary.ts';
import { makeStoredToken } from '../../access/stored-token.ts';
import { audit } from '../log/audit.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

export const LONGEST_MINUTES = 240;
/** An owner's rights are nobody else's. */
export const SUPPORT_ROLES = ['admin', 'manager', 'staff', 'viewer'] as const satisfies readonly Role[];
export type SupportRole = (typeof SUPPORT_ROLES)[number];

/**
 * Lets somebody of the platform into one organization, for a reason and for some time. Answers the token of a link that lets in once.
 * @param operator  who it is, as the organization will read it: `Name <address>`
 */
export async function grantSupport(
  tx: Writing,
  { operator, reason, minutes, role }: { operator: string; reason: string; minutes: number; role: SupportRole },
): Promise<{ id: string; token: string; endsAt: Date }> {
  requireSystem(tx.actor);
  if (!(minutes >= 1 && minutes <= LONGEST_MINUTES)) throw new Refusal('invalid_input');
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('support-link', organizationId, id);
  const [made] = await tx.query<{ ends_at: Date }>({
    name: 'grant-support',
    text: `INSERT INTO support_access (organization_id, id, operator, reason, role, token_hash, starts_at, ends_at)
           VALUES ($1, $2, $3, $4, $5, $6, now(), now() + make_interval(mins => $7)) RETURNING ends_at`,
    values: [organizationId, id, operator, reason, role, hash, Math.floor(minutes)],
  });
  if (!made) throw new Error('an INSERT of one row answered none');
  const after = { operator, role, ends_at: made.ends_at };
  await audit(tx, { action: 'support.granted', subjectId: id, after, reason });
  return { id, token, endsAt: made.ends_at };
}
