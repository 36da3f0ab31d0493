import type { Writing } from '../transact.ts';

/** The file that the organization keeps for a purpose goes. @returns what it was, for the log */
export async function removeFile(tx: Writing, purpose: 'logo'): Promise<{ type: string; size: number } | null> {
  const [removed] = await tx.query<{ type: string; size: number }>({
    name: 'file-remove',
    text: 'DELETE FROM files WHERE organization_id = $1 AND purpose = $2 RETURNING content_type AS type, size',
    values: [tx.actor.organizationId, purpose],
  });
  return removed ?? null;
}
