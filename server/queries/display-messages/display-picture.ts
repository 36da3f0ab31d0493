import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';

/** For everybody who was told its address: an image in a page carries no credential. @throws Refusal `not_found` */
export async function displayPicture(tx: Reading, id: string): Promise<{ type: string; content: Buffer }> {
  const [found] = await tx.query<{ type: string; content: Buffer }>({
    name: 'display-picture',
    text: `SELECT content_type AS type, content FROM files
           WHERE organization_id = $1 AND id = $2 AND purpose = 'display_message'`,
    values: [tx.actor.organizationId, id],
  });
  if (!found) throw new Refusal('not_found');
  return found;
}
