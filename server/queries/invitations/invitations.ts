import { permit } from '../../../models/rules/permissions.ts';
import type { Invitation } from '../../../realtime/contract/resources/invitations.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { invitationAnswer } from './invitation-answer.ts';

export async function invitations(tx: Reading, part: PageOf): Promise<Page<Invitation>> {
  permit(tx.actor, 'user.change');
  return page(tx, tx.database.Invitation, part, {}, (rows) => rows.map(invitationAnswer));
}
