type Sql = (text: string) => Promise<unknown>;

/** What a tablet at the entrance says, asks and prints. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    ALTER TABLE devices
      -- The width of the paper in its printer; null: it has none.
      ADD COLUMN paper text CHECK (paper IN ('58mm', '80mm')),
      ADD COLUMN prints_itself boolean NOT NULL DEFAULT false,
      ADD COLUMN asks_phone boolean NOT NULL DEFAULT false;
    -- Where phone numbers without a country code belong; null: where the time zone is.
    ALTER TABLE offices ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$');
    -- Name and description in other languages: {"de": {"name": ..., "description": ...}}.
    ALTER TABLE queues ADD COLUMN texts jsonb NOT NULL DEFAULT '{}';
  `);
}
