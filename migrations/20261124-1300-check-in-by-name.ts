type Sql = (text: string) => Promise<unknown>;

/** Whether somebody without a code may say name and date of birth at the entrance. */
export async function up(sql: Sql): Promise<void> {
  await sql(`ALTER TABLE control.organizations ADD COLUMN check_in_by_name boolean NOT NULL DEFAULT false;`);
}
