import { permit } from '../../../models/rules/permissions.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { anonymise } from './anonymise.ts';

/** The organization's own term is over for these stays: nobody can say any more whose they were. */
export async function forgetStays(tx: Writing, { entry_ids }: { entry_ids: readonly string[] }): Promise<void> {
  permit(tx.actor, 'entry.time');
  const stays = await anonymise(tx, entry_ids);
  if (stays > 0) await audit(tx, { action: 'patients.forgotten', after: { stays } });
}
