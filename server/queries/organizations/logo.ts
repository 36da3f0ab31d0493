import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

/** For everybody. @throws Refusal `not_found` */
export async function logo(tx: Reading): Promise<{ type: string; content: Buffer }> {
  const [found] = await tx.query<{ type: string; content: Buffer }>({
    name: 'logo',
    text: `SELECT content_type AS type, content FROM files WHERE organization_id = $1 AND purpose = 'logo'`,
    values: [tx.actor.organizationId],
  });
  if (!found) throw new Refusal('not_found');
  return found;
}
