import type { Client } from 'pg';

/** Every table whose rows belong to somebody, with the column that says to whom. */
export async function tenantTables(admin: Client): Promise<{ table: string; owner: string }[]> {
  const { rows } = await admin.query<{ table: string; owner: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS "table", a.attname AS owner
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname IN ('public', 'control') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND (a.attname = 'organization_id' OR (c.relname = 'organizations' AND a.attname = 'id'))
    ORDER BY 1`);
  return rows;
}

/** What one organization has, as one sum for each table: equal sums, and nothing of it has changed. */
export async function checksums(
  admin: Client,
  tables: readonly { table: string; owner: string }[],
  organizationIds: readonly string[],
): Promise<Map<string, string>> {
  const parts = tables.map(
    ({ table, owner }) =>
      `SELECT '${table}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t WHERE ${owner} = ANY($1)`,
  );
  const { rows } = await admin.query<{ name: string; sum: string }>(parts.join(' UNION ALL '), [organizationIds]);
  return new Map(rows.map(({ name, sum }) => [name, sum]));
}

/** Every uuid in any row of the organization: none of them is anybody else's business. */
export async function idsOf(
  admin: Client,
  tables: readonly { table: string; owner: string }[],
  organizationId: string,
): Promise<string[]> {
  const { rows: columns } = await admin.query<{ table: string; column: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS "table", a.attname AS "column"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.atttypid = 'uuid'::regtype AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname IN ('public', 'control')`);
  const parts = tables.flatMap(({ table, owner }) =>
    columns
      .filter((column) => column.table === table)
      .map(({ column }) => `SELECT "${column}" AS id FROM ${table} WHERE "${owner}" = $1 AND "${column}" IS NOT NULL`),
  );
  const { rows } = await admin.query<{ id: string }>(parts.join(' UNION '), [organizationId]);
  return rows.map(({ id }) => id);
}
