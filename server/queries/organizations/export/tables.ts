import type { Reading } from '../../snapshot.ts';

/** A table with rows of organizations, and by what its rows are ordered. */
export type TenantTable = { schema: string; name: string; columns: Column[]; key: string[] };
export type Column = { name: string; type: string };

/**
 * Every table that there is with an `organization_id`, as PostgreSQL itself knows them: one that is added tomorrow is exported
 * tomorrow. The organization's own row comes first.
 */
export async function tenantTables(tx: Pick<Reading, 'query'>): Promise<TenantTable[]> {
  return tx.query<TenantTable>({
    name: 'tenant-tables',
    text: `SELECT n.nspname AS schema, c.relname AS name,
             (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attnum)
              FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
             ARRAY(SELECT a.attname::text FROM pg_index i JOIN unnest(i.indkey) WITH ORDINALITY k (attnum, place) ON true
                   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                   WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place) AS key
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname IN ('public', 'control') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND (c.oid = 'control.organizations'::regclass
                  OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped))
           ORDER BY c.oid <> 'control.organizations'::regclass, n.nspname, c.relname`,
    values: [],
  });
}
