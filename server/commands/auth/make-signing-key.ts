import type { Writing } from '../transact.ts';

/** The organization's next signing key; answers its number. The first belongs to the organization's beginning. */
export async function makeSigningKey(tx: Writing): Promise<number> {
  const [made] = await tx.query<{ number: number }>({
    name: 'make-signing-key',
    text: `INSERT INTO signing_keys (organization_id, number)
           SELECT $1, coalesce(max(number), 0) + 1 FROM signing_keys WHERE organization_id = $1
           RETURNING number`,
    values: [tx.actor.organizationId],
  });
  if (!made) throw new Error('an INSERT of one row answered none');
  return made.number;
}
