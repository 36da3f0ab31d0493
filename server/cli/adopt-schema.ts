import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { openDatabase } from '../../models/database.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { createOrganization as body } from '../../realtime/contract/resources/organizations.ts';
import { createAccessTokens } from '../access/access-token.ts';
import { createPasswords } from '../access/passwords.ts';
import { createPersonalData } from '../access/personal-data.ts';
import { createResponseCipher } from '../access/response-cipher.ts';
import { makeSignInLink } from '../access/sign-in-link.ts';
import { systemOf } from '../access/system-of.ts';
import { audit } from '../commands/log/audit.ts';
import { createOrganization } from '../commands/organizations/create-organization.ts';
import type { Writing } from '../commands/transact.ts';
import type { Config } from '../config.ts';
import { createDoors } from '../doors.ts';
import { StartFailure } from '../start-failure.ts';
import { text, type Values } from './command.ts';
import { EPOCH_IN_SQL } from './epoch-in-sql.ts';
import { signInAddress } from './sign-in-address.ts';
import { withDoors } from './with-doors.ts';

const LINK_SECONDS = 24 * 3_600;

/** What is copied, parents first, and what a row is given where the other program knew nothing of it ($2: the time zone). */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  offices: { time_zone: '$2::text' },
  services: { duration_minutes: '15' },
  providers: {},
  provider_offices: {},
  users: { role: `'staff'` },
  queues: {
    epoch: EPOCH_IN_SQL,
    // A, B, C ... in the order of the rows: the prefix of the tickets.
    prefix: `chr(64 + (row_number() OVER (ORDER BY l.id))::int)`,
  },
  counters: {},
};

/** Columns that name a row of another table. */
const POINTS_TO: Readonly<Record<string, string>> = {
  office_id: 'offices',
  provider_id: 'providers',
  service_id: 'services',
};

/** What is written otherwise than it was found. A hash that is not ours would let nobody in: they ask for a new password. */
const REWRITTEN: Readonly<Record<string, string>> = {
  'users.email': 'lower(l.email)',
  'users.password_hash': `CASE WHEN l.password_hash LIKE '$argon2id$%' THEN l.password_hash END`,
};

type Column = { table: string; name: string; type: string; required: boolean };

/**
 * Copies the tables of another program that knew one organization only. All or nothing: as many rows arrive as there were. The
 * schema itself is left as it is.
 */
export async function adoptSchema(config: Config, values: Values, say: (line: string) => void): Promise<object> {
  const schema = text(values, 'from-schema');
  if (!/^[a-z_][a-z0-9_]*$/.test(schema) || /^(public|control|app|pg_.*|information_schema)$/.test(schema))
    throw new StartFailure(`--from-schema ${schema}: name the schema that the other program's tables are in.`);
  const wanted = body.safeParse({
    name: text(values, 'name'),
    slug: text(values, 'slug'),
    subdomain: text(values, 'subdomain') || undefined,
    time_zone: text(values, 'time-zone') || new Intl.DateTimeFormat().resolvedOptions().timeZone,
    owner: {
      name: text(values, 'owner'),
      email: text(values, 'email'),
      password: randomBytes(32).toString('base64url'),
    },
  });
  if (!wanted.success) throw new StartFailure(z.prettifyError(wanted.error));
  const passwordHash = await createPasswords().hash(wanted.data.owner.password);

  return withDoors(config, say, async ({ keys, adminUrl }) => {
    if (adminUrl === null)
      throw new StartFailure('This needs DATABASE_ADMIN_URL: the role of the service does not see other schemas.');
    // As whoever may read both; everything happens in one transaction of the new organization.
    const database = openDatabase(adminUrl, { poolSize: 1 });
    try {
      const doors = createDoors(database, {
        publish: () => undefined,
        cipher: createResponseCipher(keys),
        personal: createPersonalData(keys),
      });
      const organizationId = uuidv7();
      const place: Place = { table: null };
      const { user, copied, left } = await doors
        .transact(systemOf(organizationId), async (tx) => {
          const made = await createOrganization(tx, createAccessTokens(keys).issue, wanted.data, passwordHash);
          const counts = await copyTables(
            tx,
            place,
            schema,
            wanted.data.time_zone,
            wanted.data.owner.email.toLowerCase(),
          );
          await audit(tx, { action: 'organization.adopted', subjectId: organizationId, after: counts.copied });
          return { user: made.user, ...counts };
        })
        .catch((error: unknown) => {
          throw place.table === null || error instanceof StartFailure
            ? error
            : misfit(`${schema}.${place.table}`, error);
        });
      for (const [table, rows] of Object.entries(copied)) say(`${table}: ${rows}`);
      for (const [table, rows] of Object.entries(left)) say(`${schema}.${table} was left where it is: ${rows} rows.`);
      const token = makeSignInLink(keys, { organizationId, userId: user.id, seconds: LINK_SECONDS });
      const link = signInAddress(config, { slug: wanted.data.slug, screen: 'admin', token });
      say(`${wanted.data.name} is there. Its owner signs in with this link, for a day:`);
      say(link);
      return { id: organizationId, slug: wanted.data.slug, copied, left, link };
    } finally {
      await database.close();
    }
  });
}

/** What was being copied when it failed: the database's own error says nothing of it. */
type Place = { table: string | null };

async function copyTables(tx: Writing, place: Place, schema: string, timeZone: string, ownerEmail: string) {
  const theirs = await columnsOf(tx, schema);
  const ours = await columnsOf(tx, 'public');
  const copied: Record<string, number> = {};
  for (const [table, given] of Object.entries(TABLES)) {
    const found = theirs.filter((column) => column.table === table);
    if (found.length === 0) continue;
    place.table = table;
    copied[table] = await copyTable(tx, { schema, table, found, ours, given, timeZone, ownerEmail });
  }
  if (Object.keys(copied).length === 0)
    throw new StartFailure(`The schema ${schema} has none of these tables: ${Object.keys(TABLES).join(', ')}.`);
  const left: Record<string, number> = {};
  for (const table of new Set(theirs.map((column) => column.table)))
    if (!(table in copied)) left[table] = await countOf(tx, `"${schema}"."${table}"`);
  return { copied, left };
}

async function copyTable(
  tx: Writing,
  {
    schema,
    table,
    found,
    ours,
    given,
    timeZone,
    ownerEmail,
  }: {
    schema: string;
    table: string;
    found: readonly Column[];
    ours: readonly Column[];
    given: Readonly<Record<string, string>>;
    timeZone: string;
    ownerEmail: string;
  },
): Promise<number> {
  const source = `"${schema}"."${table}"`;
  if (found.some(({ name }) => name === 'organization_id'))
    throw new StartFailure(`${schema}.${table} has organizations already: only what was alone can be adopted.`);
  const parts: { name: string; sql: string }[] = [{ name: 'organization_id', sql: '$1::uuid' }];
  for (const column of ours.filter((one) => one.table === table && one.name !== 'organization_id')) {
    const theirs = found.find(({ name }) => name === column.name);
    const sql = theirs ? taken(table, column, theirs) : (given[column.name] ?? null);
    if (sql !== null) parts.push({ name: column.name, sql });
    else if (column.required)
      throw new StartFailure(`${schema}.${table} has no ${column.name}, and nothing can stand for it.`);
  }
  // The owner was made with the organization.
  const where = table === 'users' ? 'WHERE lower(l.email) <> $3::text' : 'WHERE $3::text IS NOT NULL';
  const expected = await countOf(tx, `${source} l ${where.replace('$3', '$1')}`, [ownerEmail]);
  const names = parts.map(({ name }) => `"${name}"`).join(', ');
  const rows = await tx.query({
    name: `adopt-${table}`,
    text: `INSERT INTO public."${table}" (${names})
           SELECT ${parts.map(({ sql }) => sql).join(', ')} FROM ${source} l ${where} AND $2::text IS NOT NULL RETURNING organization_id`,
    values: [tx.actor.organizationId, timeZone, ownerEmail],
  });
  if (rows.length !== expected)
    throw new StartFailure(`${table}: ${rows.length} of ${expected} rows arrived; nothing was kept.`);
  return rows.length;
}

function misfit(table: string, error: unknown): StartFailure {
  const code = error instanceof Refusal ? error.code : null;
  const why =
    code === 'in_use'
      ? 'a row points to one that is not there'
      : code === 'already_taken'
        ? 'two rows have what only one may have'
        : String(error instanceof Error ? error.message : error);
  return new StartFailure(`The rows of ${table} do not fit, and nothing was kept: ${why}.`, { cause: error });
}

/** A column of theirs as one of ours. Ids that are no UUIDs become some: always the same for the same row of this organization. */
function taken(table: string, { name, type }: Column, theirs: Column): string {
  const rewritten = REWRITTEN[`${table}.${name}`];
  if (rewritten !== undefined) return rewritten;
  const of = name === 'id' ? table : POINTS_TO[name];
  if (of === undefined || theirs.type === 'uuid') return `l."${name}"::${type}`;
  const hash = `md5($1::uuid || '/${of}/' || l."${name}")`;
  return `CASE WHEN l."${name}" IS NOT NULL THEN
    (substr(${hash}, 1, 12) || '8' || substr(${hash}, 14, 3) || '8' || substr(${hash}, 18))::uuid END`;
}

async function columnsOf(tx: Writing, schema: string): Promise<Column[]> {
  return tx.query<Column>({
    name: 'columns-of-schema',
    text: `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
             a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = '' AS required
           FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           WHERE c.relnamespace::regnamespace::text = $1 AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum`,
    values: [schema],
  });
}

async function countOf(tx: Writing, from: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    name: `adopt-count-${from}`.slice(0, 60),
    text: `SELECT count(*) AS count FROM ${from}`,
    values,
  });
  return row?.count ?? 0;
}
