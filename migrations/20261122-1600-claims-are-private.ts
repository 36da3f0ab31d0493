type Sql = (text: string) => Promise<unknown>;

/** Which host leads where is for everybody to look up; who has claimed a name and not yet proved it is the claimant's own. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    DROP POLICY directory ON control.domains;
    CREATE POLICY directory ON control.domains FOR SELECT
      USING (verified_at IS NOT NULL OR organization_id = (SELECT app.current_org()));
  `);
}
