import type { Role } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

export type LiveSupport = { id: string; operator: string; role: Role; starts_at: Date; ends_at: Date };

/** The support access of this credential while it lasts, or null. Asked before anybody is known. */
export async function liveSupport(
  tx: Reading,
  { id, hash }: { id: string; hash: Buffer },
): Promise<LiveSupport | null> {
  const [support] = await tx.query<LiveSupport>({
    name: 'live-support',
    text: `SELECT id, operator, role, starts_at, ends_at FROM support_access
           WHERE organization_id = $1 AND id = $2 AND token_hash = $3 AND ended_at IS NULL AND ends_at > now()`,
    values: [tx.actor.organizationId, id, hash],
  });
  return support ?? null;
}
