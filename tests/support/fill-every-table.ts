import type pg from 'pg';

export type TableName = { schema: string; name: string };

/** Tables with rows of organizations, asked of PostgreSQL itself: one that is added tomorrow is among them tomorrow. */
export async function tablesOfOrganizations(admin: pg.Client): Promise<TableName[]> {
  const { rows } = await admin.query<TableName>(`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE column_name = 'organization_id' AND table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
    ORDER BY 1, 2`);
  return rows;
}

/** What stands in a text column of such a row, and, as bytes, in a column of bytes. */
export const canaryOf = (mark: string, table: string, column: string) => `canary-${mark}-${table}-${column}`;

/** In this test's own copy of the database a column may hold what no service would write. */
export async function allowAnything(admin: pg.Client): Promise<void> {
  await admin.query(`DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conname, conrelid::regclass::text AS tab FROM pg_constraint
             WHERE contype = 'c' AND connamespace::regnamespace::text IN ('public', 'control') AND conrelid <> 0 LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.tab, c.conname);
    END LOOP; END $$`);
}

const VALUES: Readonly<Record<string, (canary: string) => unknown>> = {
  uuid: () => '0190a000-0000-7000-8000-00000000c0de',
  text: (canary) => canary,
  bytea: (canary) => Buffer.from(canary),
  jsonb: (canary) => JSON.stringify({ [canary]: canary }),
  boolean: () => false,
  smallint: () => 1,
  integer: () => 7_001,
  bigint: () => 7_001,
  'double precision': () => 7.001,
  date: () => '2001-02-03',
  'timestamp with time zone': () => '2001-02-03T04:05:06Z',
  // Of whatever it may be.
  ARRAY: () => '{}',
};

/** One row of the organization in every table, each of its columns filled. Nothing has to fit together. */
export async function fillEveryTable(admin: pg.Client, organizationId: string, mark: string): Promise<void> {
  // Neither foreign keys nor triggers.
  await admin.query('SET session_replication_role = replica');
  for (const { schema, name } of await tablesOfOrganizations(admin)) {
    const { rows: columns } = await admin.query<{ column: string; type: string }>(
      `SELECT column_name AS column, data_type AS type FROM information_schema.columns
       WHERE table_schema = $1 AND table_name = $2 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [schema, name],
    );
    // Sealed words are sealed by the service, and only it can open them.
    const filled = columns.filter(({ column }) => column !== 'personal');
    const values = filled.map(({ column, type }) => {
      if (column === 'organization_id') return organizationId;
      const value = VALUES[type];
      if (!value) throw new Error(`what is a ${type}? (${name}.${column})`);
      return value(canaryOf(mark, name, column));
    });
    const names = filled.map(({ column }) => `"${column}"`).join(', ');
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    await admin.query(`INSERT INTO "${schema}"."${name}" (${names}) VALUES (${places})`, values);
  }
  await admin.query('SET session_replication_role = origin');
}

/** Every row of every table of the service, tenants' or not, as text with the name of its table. */
export async function everyRow(admin: pg.Client): Promise<{ table: string; row: string }[]> {
  const { rows: tables } = await admin.query<TableName>(`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`);
  const all: { table: string; row: string }[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await admin.query<{ row: string }>(`SELECT t::text AS row FROM "${schema}"."${name}" t`);
    all.push(...rows.map(({ row }) => ({ table: `${schema}.${name}`, row })));
  }
  return all;
}
