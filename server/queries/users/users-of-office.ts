import { permit } from '../../../models/rules/permissions.ts';
import type { Reading } from '../snapshot.ts';

/** Those whose work is limited to the whole of this office, with every queue that it has or gets. */
export async function usersOfOffice(tx: Reading, officeId: string): Promise<string[]> {
  permit(tx.actor, 'catalogue.change');
  const rows = await tx.query<{ id: string }>({
    name: 'users-of-office',
    text: 'SELECT user_id AS id FROM user_offices WHERE organization_id = $1 AND office_id = $2',
    values: [tx.actor.organizationId, officeId],
  });
  return rows.map(({ id }) => id);
}
