type Sql = (text: string) => Promise<unknown>;

/** When somebody who was called said on the phone that they are on their way. A new call knows nothing of it. */
export async function up(sql: Sql): Promise<void> {
  await sql('ALTER TABLE entries ADD COLUMN coming_at timestamptz');
}
