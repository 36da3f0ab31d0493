type Sql = (text: string) => Promise<unknown>;

/** Somebody's work is limited by rows: if the last one went with its office or queue, the work would be everywhere. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    ALTER TABLE user_offices
      DROP CONSTRAINT user_offices_organization_id_office_id_fkey,
      ADD FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id);
    ALTER TABLE user_queues
      DROP CONSTRAINT user_queues_organization_id_queue_id_fkey,
      ADD FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id);
  `);
}
