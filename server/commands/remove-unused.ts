import { audit } from './log/audit.ts';
import { NOUNS } from './log/nouns.ts';
import type { Writing } from './transact.ts';

/** Where rows of a table are referred to. */
type Reference = readonly [table: string, column: string];

/**
 * Deletes a row of the settings that nothing has ever referred to. Answers whether it did; a row with a history has to be deactivated.
 * Names of tables and columns come from the code, never from a request.
 */
export async function removeUnused(
  tx: Writing,
  table: string,
  id: string,
  references: readonly Reference[],
): Promise<boolean> {
  const unused = references.map(
    ([other, column]) => `NOT EXISTS (SELECT FROM ${other} r WHERE r.organization_id = $1 AND r.${column} = t.id)`,
  );
  const [removed] = await tx.query<{ name: string }>({
    name: `remove-unused-${table}`,
    text: `DELETE FROM ${table} t WHERE ${['t.organization_id = $1', 't.id = $2', ...unused].join(' AND ')} RETURNING t.name`,
    values: [tx.actor.organizationId, id],
  });
  if (!removed) return false;
  await audit(tx, { action: `${NOUNS[table] ?? table}.removed`, subjectId: id, before: removed });
  return true;
}
