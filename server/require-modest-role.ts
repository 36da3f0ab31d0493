import pg from 'pg';
import { StartFailure } from './start-failure.ts';

/**
 * Row security keeps organizations apart only before a role that cannot get around it.
 * @throws StartFailure for a superuser, a role that bypasses row security, and one that owns a table
 */
export async function requireModestRole(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; too_much: string | null }>(`
      SELECT rolname AS name, CASE
          WHEN rolsuper THEN 'is a superuser'
          WHEN rolbypassrls THEN 'bypasses row security'
          WHEN EXISTS (SELECT FROM pg_roles AS other
                       WHERE (other.rolsuper OR other.rolbypassrls) AND pg_has_role(current_user, other.oid, 'MEMBER'))
            THEN 'may become a role that bypasses row security'
          WHEN EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text IN ('public', 'control')
                         AND pg_has_role(current_user, relowner, 'MEMBER'))
            THEN 'owns tables'
        END AS too_much
      FROM pg_roles WHERE rolname = current_user`);
    const [role] = rows;
    if (role?.too_much == null) return;
    throw new StartFailure(
      `DATABASE_URL: the role ${role.name} ${role.too_much}, so nothing would keep organizations apart. Use a role of its own (CREATE ROLE waitlessq LOGIN PASSWORD ...) and name the other one in DATABASE_ADMIN_URL.`,
    );
  } finally {
    await client.end();
  }
}
