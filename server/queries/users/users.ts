import { permit } from '../../../models/rules/permissions.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { userAnswers } from './user-answer.ts';

export async function users(
  tx: Reading,
  { active, ...part }: PageOf & { active?: boolean | undefined },
): Promise<Page<User>> {
  permit(tx.actor, 'user.read');
  return page(tx, tx.database.User, part, { active }, (rows) => userAnswers(tx, rows));
}
