import pg from 'pg';
import { openDatabase, type Database } from '../support/database.ts';

/**
 * Reads PostgreSQL's own catalogue and names whatever would let one organization reach another, or would not survive being
 * distributed by `organization_id`. A table that is added tomorrow is checked tomorrow.
 */
let database: Database;
let admin: pg.Client;
beforeAll(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.close();
});

async function offenders(sql: string): Promise<string[]> {
  const { rows } = await admin.query<{ offender: string }>(sql);
  return rows.map(({ offender }) => offender);
}

/** Tables of organizations: all of `public` but the migrations' own book. */
const TENANT_TABLES = `SELECT c.oid, c.relname FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations'`;
const COLUMN = (relation: string, number: string) =>
  `(SELECT attname FROM pg_attribute WHERE attrelid = ${relation} AND attnum = ${number})`;

/** Few rows, rarely written, read by everybody. */
const REFERENCE_TABLES = [
  'schema_migrations',
  'control.organizations',
  'control.plans',
  'control.domains',
  'control.names',
  'control.operators',
];
/**
 * What nodes and timers ask for all organizations at once; of these only `queue_heads` is asked every second, and
 * `queues_with_pushes` up to four times, about the queues that have just changed.
 */
const ACROSS_ORGANIZATIONS = [
  'queue_heads',
  'queues_with_pushes',
  'sweep_pushes',
  'due_timers',
  'due_appointments',
  'days_to_close',
  'sweep',
  'sweep_logs',
  'add_usage',
  'delete_organization',
  'drop_old_payloads',
  'unsealed_stays',
  'stays_to_forget',
  'appointments_to_forget',
  'forget_stays',
];
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Each rule: what it says, the query that names offenders, and a table that breaks it. */
const RULES: [sentence: string, sql: string, breach: string][] = [
  [
    'every table has an organization_id that is a uuid and cannot be null',
    `SELECT t.relname AS offender FROM (${TENANT_TABLES}) t WHERE NOT EXISTS (
       SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)`,
    `CREATE TABLE breach (organization_id uuid, id uuid)`,
  ],
  [
    'row security is on and holds for the owner too',
    `SELECT t.relname AS offender FROM (${TENANT_TABLES}) t JOIN pg_class c USING (oid) WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    `CREATE TABLE breach (organization_id uuid NOT NULL); ALTER TABLE breach ENABLE ROW LEVEL SECURITY`,
  ],
  [
    'there is one policy, for everybody and every command, and always the same',
    `SELECT t.relname AS offender FROM (${TENANT_TABLES}) t WHERE (
       SELECT array_agg(concat_ws(' ', p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)))
       FROM pg_policy p WHERE p.polrelid = t.oid
     ) IS DISTINCT FROM ARRAY['* t {0} (organization_id = ( SELECT app.current_org() AS current_org))']`,
    `CREATE TABLE breach (organization_id uuid NOT NULL); ALTER TABLE breach ENABLE ROW LEVEL SECURITY; ALTER TABLE breach FORCE ROW LEVEL SECURITY;
     CREATE POLICY open ON breach USING (true)`,
  ],
  [
    'every table has a primary key',
    `SELECT t.relname AS offender FROM (${TENANT_TABLES}) t WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
    `CREATE TABLE breach (organization_id uuid NOT NULL)`,
  ],
  [
    'every primary key and unique index begins with organization_id',
    `SELECT i.indexrelid::regclass::text AS offender FROM (${TENANT_TABLES}) t JOIN pg_index i ON i.indrelid = t.oid
     WHERE i.indisunique AND ${COLUMN('t.oid', 'i.indkey[0]')} IS DISTINCT FROM 'organization_id'`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, id uuid PRIMARY KEY)`,
  ],
  [
    'every exclusion constraint begins with organization_id',
    `SELECT x.conname AS offender FROM (${TENANT_TABLES}) t JOIN pg_constraint x ON x.conrelid = t.oid
     WHERE x.contype = 'x' AND NOT (${COLUMN('t.oid', 'x.conkey[1]')} = 'organization_id'
       AND (SELECT oprname FROM pg_operator WHERE oid = x.conexclop[1]) = '=')`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, during tstzrange, EXCLUDE USING gist (during WITH &&))`,
  ],
  [
    'a row points only into its own organization: every foreign key includes organization_id on both sides',
    `SELECT f.conrelid::regclass || '.' || f.conname AS offender FROM (${TENANT_TABLES}) t JOIN pg_constraint f ON f.conrelid = t.oid
     WHERE f.contype = 'f' AND NOT (
       ${COLUMN('f.conrelid', 'f.conkey[1]')} = 'organization_id'
       AND (${COLUMN('f.confrelid', 'f.confkey[1]')} = 'organization_id' OR f.confrelid = 'control.organizations'::regclass))`,
    `CREATE TABLE target (organization_id uuid NOT NULL, id uuid PRIMARY KEY); CREATE TABLE breach (organization_id uuid NOT NULL, target_id uuid REFERENCES target (id))`,
  ],
  [
    'every foreign key has an index that begins with its columns',
    `SELECT f.conrelid::regclass || '.' || f.conname AS offender FROM (${TENANT_TABLES}) t JOIN pg_constraint f ON f.conrelid = t.oid
     WHERE f.contype = 'f' AND cardinality(f.conkey) > 1 AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = f.conrelid
         AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(f.conkey) - 1]) k) @> f.conkey)`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, id uuid, office_id uuid, PRIMARY KEY (organization_id, id),
       FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id))`,
  ],
  [
    'no column is an enum: it cannot use an index under row security',
    `SELECT t.relname || '.' || a.attname AS offender FROM (${TENANT_TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
     JOIN pg_type y ON y.oid = a.atttypid WHERE y.typtype = 'e'`,
    `CREATE TYPE mood AS ENUM ('good'); CREATE TABLE breach (organization_id uuid NOT NULL, mood mood)`,
  ],
  [
    'every moment carries its zone',
    `SELECT t.relname || '.' || a.attname AS offender FROM (${TENANT_TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
     WHERE a.atttypid IN ('timestamp'::regtype, 'time'::regtype)`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, at timestamp)`,
  ],
  [
    'a view answers with the rights of whoever asks',
    `SELECT c.relname AS offender FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
     AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
    `CREATE VIEW breach AS SELECT * FROM entries`,
  ],
  [
    'tables belong to a role that nobody logs in as',
    `SELECT t.relname AS offender FROM (${TENANT_TABLES}) t JOIN pg_class c USING (oid) JOIN pg_roles r ON r.oid = c.relowner
     WHERE r.rolcanlogin OR r.rolsuper`,
    `CREATE TABLE breach (organization_id uuid NOT NULL)`,
  ],
  [
    'the runtime role may read and write rows and nothing else',
    `SELECT t.relname || ' ' || p AS offender FROM (${TENANT_TABLES}) t, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
     WHERE has_table_privilege('waitlessq_runtime', t.oid, p)`,
    `CREATE TABLE breach (organization_id uuid NOT NULL); GRANT TRUNCATE ON breach TO waitlessq_runtime`,
  ],
  [
    'the runtime role makes nothing of its own, and nobody else was let in',
    `SELECT 'CREATE ON SCHEMA ' || nspname AS offender FROM pg_namespace
     WHERE nspname IN ('public', 'control', 'app') AND has_schema_privilege('waitlessq_runtime', oid, 'CREATE')
     UNION ALL SELECT 'TEMPORARY' WHERE has_database_privilege('waitlessq_runtime', current_database(), 'TEMPORARY')
     UNION ALL SELECT t.relname || ' to ' || g.grantee::regrole FROM (${TENANT_TABLES}) t JOIN pg_class c USING (oid), aclexplode(c.relacl) g
     WHERE g.grantee <> c.relowner AND g.grantee::regrole::text <> 'waitlessq_runtime'`,
    `GRANT CREATE ON SCHEMA app TO waitlessq_runtime`,
  ],
  [
    'the past is not rewritten: events, calls and logs can be neither changed nor deleted',
    `SELECT t.relname || ' ' || p AS offender FROM (${TENANT_TABLES}) t, unnest(ARRAY['UPDATE', 'DELETE']) p
     WHERE t.relname IN ('queue_events', 'calls', 'audit_log', 'security_log') AND has_table_privilege('waitlessq_runtime', t.oid, p)`,
    `GRANT DELETE ON calls TO waitlessq_runtime`,
  ],
  [
    'what runs with the rights of its owner looks only where it says',
    `SELECT p.proname::text AS offender FROM pg_proc p
     WHERE p.pronamespace IN ('public'::regnamespace, 'app'::regnamespace, 'control'::regnamespace) AND p.prosecdef
       AND NOT EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=pg_catalog%')`,
    `CREATE FUNCTION app.breach() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM entries'`,
  ],
  // What follows is asked by Citus alone, which keeps each organization's rows on one of several machines. docs/scaling.md says when.
  [
    'a table that is not of organizations is known by name: on several machines everyone has a copy of it',
    `SELECT c.oid::regclass::text AS offender FROM pg_class c
     WHERE c.relnamespace::regnamespace::text IN ('public', 'control', 'app') AND c.relkind IN ('r', 'p')
       AND c.oid::regclass::text <> ALL (ARRAY[${quoted(REFERENCE_TABLES)}]) AND c.oid NOT IN (SELECT oid FROM (${TENANT_TABLES}) t)`,
    `CREATE TABLE control.breach (id uuid PRIMARY KEY)`,
  ],
  [
    'such a table points to no table of organizations',
    `SELECT f.conrelid::regclass || '.' || f.conname AS offender FROM pg_constraint f
     WHERE f.contype = 'f' AND f.conrelid NOT IN (SELECT oid FROM (${TENANT_TABLES}) t) AND f.confrelid IN (SELECT oid FROM (${TENANT_TABLES}) t)`,
    `CREATE TABLE control.breach (organization_id uuid NOT NULL, office_id uuid, FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id))`,
  ],
  [
    'no foreign key changes whose row it is',
    `SELECT f.conrelid::regclass || '.' || f.conname AS offender FROM (${TENANT_TABLES}) t JOIN pg_constraint f ON f.conrelid = t.oid
     WHERE f.contype = 'f' AND (f.confupdtype <> 'a' OR (f.confdeltype IN ('n', 'd') AND (f.confdelsetcols IS NULL OR EXISTS (
       SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id' AND a.attnum = ANY (f.confdelsetcols)))))`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, id uuid, office_id uuid,
       FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id) ON DELETE SET NULL)`,
  ],
  [
    'nothing is numbered by a sequence: each machine would count for itself',
    `SELECT d.refobjid::regclass || ' ' || d.objid::regclass AS offender FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
     WHERE d.refobjid IN (SELECT oid FROM (${TENANT_TABLES}) t)
     UNION ALL SELECT t.relname || '.' || a.attname FROM (${TENANT_TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid JOIN pg_attrdef e ON e.adrelid = t.oid AND e.adnum = a.attnum
     WHERE pg_get_expr(e.adbin, e.adrelid) LIKE '%nextval(%'`,
    `CREATE TABLE breach (organization_id uuid NOT NULL, id bigserial)`,
  ],
  [
    'no table of organizations has a trigger, a rule or a parent of its own',
    `SELECT g.tgrelid::regclass || ' ' || g.tgname AS offender FROM pg_trigger g WHERE NOT g.tgisinternal AND g.tgrelid IN (SELECT oid FROM (${TENANT_TABLES}) t)
     UNION ALL SELECT r.ev_class::regclass || ' ' || r.rulename FROM pg_rewrite r WHERE r.ev_class IN (SELECT oid FROM (${TENANT_TABLES}) t)
     UNION ALL SELECT i.inhrelid::regclass::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhrelid IN (SELECT oid FROM (${TENANT_TABLES}) t) AND NOT c.relispartition`,
    `CREATE FUNCTION breach() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER breach BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION breach()`,
  ],
  [
    'functions that look at tables of organizations are known by name: they ask every machine, or the one of the organization they are given',
    `SELECT DISTINCT p.oid::regprocedure::text AS offender FROM pg_proc p JOIN (${TENANT_TABLES}) t ON coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~ ('\\m' || t.relname || '\\M')
     WHERE p.pronamespace::regnamespace::text IN ('public', 'control', 'app') AND p.proname <> ALL (ARRAY[${quoted(ACROSS_ORGANIZATIONS)}])`,
    `CREATE FUNCTION app.breach() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM entries'`,
  ],
];

describe('the catalogue', () => {
  test('has tables of organizations to look at', async () => {
    expect((await offenders(`SELECT relname AS offender FROM (${TENANT_TABLES}) t`)).length).toBeGreaterThan(15);
  });

  test.each(RULES)('%s', async (_sentence, sql, breach) => {
    expect(await offenders(sql)).toEqual([]);
    // A rule that finds nothing wrong anywhere is no rule: break it once and see.
    await admin.query('BEGIN');
    await admin.query(breach);
    const found = await offenders(sql);
    await admin.query('ROLLBACK');
    expect(found).not.toEqual([]);
  });
});

describe('the runtime role', () => {
  test('sees nothing without an organization, and only its own with one', async () => {
    const [mine, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
    for (const id of [mine, other]) {
      await admin.query(`INSERT INTO control.organizations (id, slug, name, time_zone) VALUES ($1, $2, 'x', 'UTC')`, [
        id,
        `org-${id}`,
      ]);
      await admin.query(`INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, $1, 'office', 'UTC')`, [
        id,
      ]);
    }
    const app = new pg.Client(database.appUrl);
    await app.connect();
    const seen = async () => (await app.query<{ organization_id: string }>('SELECT organization_id FROM offices')).rows;
    expect(await seen()).toEqual([]);
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.organization_id', $1, true)`, [mine]);
    expect(await seen()).toEqual([{ organization_id: mine }]);
    await expect(
      app.query(
        `INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, gen_random_uuid(), 'smuggled', 'UTC')`,
        [other],
      ),
    ).rejects.toThrow('row-level security');
    await app.query('ROLLBACK');
    expect(await seen()).toEqual([]);
    await app.end();
  });
});
