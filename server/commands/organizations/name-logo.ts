import type { Writing } from '../transact.ts';

/** Which picture is the organization's, by its hash: the address of the logo holds it, so that nobody shows an old one. */
export async function nameLogo(tx: Writing, hash: string | null): Promise<void> {
  await tx.query({
    name: 'logo-name',
    text: `UPDATE control.organizations SET branding = (branding - 'logo') || $2::jsonb, revision = revision + 1, updated_at = $3 WHERE id = $1`,
    values: [tx.actor.organizationId, JSON.stringify(hash === null ? {} : { logo: hash }), tx.now],
  });
}
