import pg from 'pg';
import { connectRedis, redisAnswers } from '../connect-redis.ts';
import type { Config } from '../config.ts';
import { pendingMigrations } from '../migrate.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { requireModestRole } from '../require-modest-role.ts';
import type { Command } from './command.ts';

/** ok: true, false, or null where it could not be looked at. */
type Finding = { check: string; ok: boolean | null; says: string };

export const check: Command = {
  says: 'Looks at everything that has to be right and changes nothing; ends with 1 where something is not.',
  options: [],
  async run(config, _values, say) {
    const findings = await allFindings(config, say);
    for (const { check: name, ok, says } of findings)
      say(`${ok === null ? '-' : ok ? 'ok' : 'NOT OK'}  ${name}: ${says}`);
    return { ok: findings.every(({ ok }) => ok !== false), findings };
  },
};

async function allFindings(config: Config, say: (line: string) => void): Promise<Finding[]> {
  const embedded = config.databaseUrl === undefined ? await prepareDatabase(config, { say, share: true }) : null;
  try {
    const url = config.databaseUrl ?? embedded?.url ?? '';
    const adminUrl = config.databaseAdminUrl ?? embedded?.adminUrl ?? null;
    const role = await found('role', async () => {
      await requireModestRole(url);
      return 'the service cannot get around row security';
    });
    const migrations = await found('migrations', async () => {
      const pending = await pendingMigrations(url);
      if (pending.length > 0) throw new Error(`${pending.join(', ')} missing: npm run migrate`);
      return 'the database has the present schema';
    });
    const rest = await Promise.all([
      secretKey(config, embedded !== null),
      redis(config),
      replica(config),
      asked(url, 'row security', UNGUARDED, 'every table of organizations is behind it'),
      asked(url, 'domains', FAILING, 'every verified domain has its record'),
      asked(adminUrl, 'owners', WITHOUT_OWNER, 'every organization has one'),
      asked(adminUrl, 'signing keys', WITHOUT_KEY, 'every organization has one'),
    ]);
    return [role, migrations, ...rest];
  } finally {
    await embedded?.close();
  }
}

const UNGUARDED = `SELECT DISTINCT c.oid::regclass::text AS offender FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace::regnamespace::text IN ('public', 'control') AND c.relkind IN ('r', 'p')
    AND (a.attname = 'organization_id' OR c.oid = 'control.organizations'::regclass)
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`;
const FAILING = `SELECT host AS offender FROM control.domains
  WHERE verified_at IS NOT NULL AND released_at IS NULL AND failing_since IS NOT NULL ORDER BY host`;
const PROMOTED = `SELECT 'it takes changes of its own' AS offender WHERE NOT pg_is_in_recovery()`;
const WITHOUT_OWNER = `SELECT slug AS offender FROM control.organizations o WHERE status <> 'closed' AND NOT EXISTS (
  SELECT FROM users u WHERE u.organization_id = o.id AND u.role = 'owner' AND u.active) ORDER BY slug`;
const WITHOUT_KEY = `SELECT slug AS offender FROM control.organizations o WHERE status <> 'closed' AND NOT EXISTS (
  SELECT FROM signing_keys k WHERE k.organization_id = o.id AND k.retires_at IS NULL) ORDER BY slug`;

async function asked(url: string | null, name: string, sql: string, fine: string): Promise<Finding> {
  if (url === null) return { check: name, ok: null, says: 'DATABASE_ADMIN_URL is needed to look' };
  return found(name, async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ offender: string }>(sql);
      if (rows.length > 0) throw new Error(`not so: ${rows.map(({ offender }) => offender).join(', ')}`);
      return fine;
    } finally {
      await client.end();
    }
  });
}

async function secretKey({ secretKey: key }: Config, embedded: boolean): Promise<Finding> {
  const name = 'secret key';
  if (key === undefined) return { check: name, ok: embedded, says: 'is kept in DATA_DIR' };
  const few = new Set(key).size < 12;
  return {
    check: name,
    ok: !few,
    says: few ? 'repeats few characters: openssl rand -base64 48' : `${key.length} characters`,
  };
}

async function redis({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === undefined) return { check: 'redis', ok: true, says: 'not set: enough for one node' };
  return found('redis', async () => {
    const connection = await connectRedis(redisUrl);
    try {
      return (await redisAnswers(connection)) ? 'answers PONG' : 'does not answer';
    } finally {
      connection.disconnect();
    }
  });
}

async function replica({ databaseReplicaUrl: url }: Config): Promise<Finding> {
  const name = 'replica';
  if (url === undefined) return { check: name, ok: true, says: 'not set: everything is read from DATABASE_URL' };
  return asked(url, name, PROMOTED, 'is a hot standby');
}

async function found(name: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check: name, ok: true, says: await look() };
  } catch (error) {
    return { check: name, ok: false, says: error instanceof Error ? error.message : String(error) };
  }
}
