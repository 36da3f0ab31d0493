import pg from 'pg';

/**
 * Every place in the database where one of the words stands: `table.column`. Every column of every table is looked at, as text and,
 * where it holds bytes, as bytes and as what `open` makes of them.
 * @param open  a sealed value in the clear, or null for one that is not sealed
 */
export async function findWords(
  adminUrl: string,
  words: readonly string[],
  open: (table: string, row: Record<string, unknown>, value: Buffer) => string | null = () => null,
): Promise<string[]> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    );
    const found = new Set<string>();
    for (const { name } of tables) {
      const { rows } = await admin.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          const texts = Buffer.isBuffer(value)
            ? [value.toString('latin1'), value.toString('utf8'), open(name, row, value) ?? '']
            : [typeof value === 'string' ? value : JSON.stringify(value)];
          if (words.some((word) => texts.some((text) => text.includes(word)))) found.add(`${name}.${column}`);
        }
      }
    }
    return [...found].toSorted();
  } finally {
    await admin.end();
  }
}
