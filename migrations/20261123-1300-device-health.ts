type Sql = (text: string) => Promise<unknown>;

/** What a screen last said of itself, and how often it was asked to load its page anew. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    ALTER TABLE devices
      ADD COLUMN report jsonb,
      ADD COLUMN reloads integer NOT NULL DEFAULT 0;
  `);
}
