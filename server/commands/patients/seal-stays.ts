import type { PersonalWords } from '../../../models/entry.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { Writing } from '../transact.ts';

type Unsealed = PersonalWords & { id: string };

/** Seals what is still kept in the clear, from before there were keys. Those that were sealed or forgotten meanwhile stay as they are. */
export async function sealStays(tx: Writing, { entry_ids }: { entry_ids: readonly string[] }): Promise<void> {
  permit(tx.actor, 'entry.time');
  const { personal } = tx;
  const rows = await tx.query<Unsealed>({
    name: 'hold-unsealed',
    text: `SELECT id, patient_name, phone, email, note FROM entries
           WHERE organization_id = $1 AND id = ANY ($2) AND personal IS NULL AND anonymised_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    values: [tx.actor.organizationId, entry_ids],
  });
  await tx.query({
    name: 'seal-stays',
    // A stay that was joined twice while half of the keys were still phones keeps its place and loses its claim to be the only one.
    text: `UPDATE entries e SET patient_name = NULL, phone = NULL, email = NULL, note = NULL,
             personal = n.personal, phone_index = n.phone_index, email_index = n.email_index,
             person_key = CASE WHEN e.person_key IS NULL OR EXISTS (
               SELECT FROM entries o WHERE o.organization_id = $1 AND o.queue_id = e.queue_id AND o.person_key = n.phone_index
                 AND o.status IN ('waiting', 'called', 'serving', 'parked')) THEN NULL ELSE n.phone_index END
           FROM unnest($2::uuid[], $3::bytea[], $4::text[], $5::text[]) AS n (id, personal, phone_index, email_index)
           WHERE e.organization_id = $1 AND e.id = n.id`,
    values: [
      tx.actor.organizationId,
      rows.map(({ id }) => id),
      rows.map((row) => personal.seal(row.id, row)),
      rows.map(({ phone }) => (phone === null ? null : personal.phoneIndex(phone))),
      rows.map(({ email }) => (email === null ? null : personal.emailIndex(email))),
    ],
  });
}
