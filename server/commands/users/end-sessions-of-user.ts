import { permit } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { endSessionsOf } from '../auth/end-sessions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { requireNotAbove } from './require-not-above.ts';

/** Signs somebody out everywhere. @throws Refusal `not_found`, `not_permitted` for a role above one's own */
export async function endSessionsOfUser(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'user.change');
  const { role } = await findRow(tx, tx.database.User, id);
  requireNotAbove(tx.actor, role);
  await endSessionsOf(tx, id);
  await audit(tx, { action: 'sign_ins.ended', subjectId: id });
}
