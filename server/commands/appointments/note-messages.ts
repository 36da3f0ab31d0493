import { permit } from '../../../models/rules/permissions.ts';
import type { MessageStatus } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';

/** What came of messages that were taken; when it was tried stands there already. @param detail  no word of the person, nor of a mail server, which names the person */
export async function noteMessages(
  tx: Writing,
  { ids, status, detail }: { ids: readonly string[]; status: MessageStatus; detail: string | null },
): Promise<void> {
  permit(tx.actor, 'appointment.time');
  await tx.query({
    name: 'note-messages',
    text: `UPDATE appointment_messages SET status = $3, detail = $4 WHERE organization_id = $1 AND id = ANY ($2::uuid[])`,
    values: [tx.actor.organizationId, ids, status, detail],
  });
}
