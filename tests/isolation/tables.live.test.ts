import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openStage, type Stage } from './stage.ts';
import { thingOf } from './world.ts';

/** The role that the service has, at the tables themselves: what it could do if the service had no code at all. */
let stage: Stage;
let runtime: pg.Client;
let tenant: { table: string; owner: string }[];

beforeAll(async () => {
  stage = await openStage();
  await fillTheRest(stage);
  runtime = new pg.Client(stage.appUrl);
  await runtime.connect();
  tenant = stage.tables.filter(({ table }) => table.startsWith('public.'));
});
afterAll(async () => {
  await runtime?.end();
  await stage?.close();
});

/** One row where a world comes past no route that writes one. */
async function fillTheRest({ admin, other }: Stage): Promise<void> {
  const id = (kind: string) => `'${thingOf(other, kind)}'`;
  const rows: Record<string, string> = {
    'appointment_messages (organization_id, id, appointment_id, kind, channel, starts_at, status, at)': `gen_random_uuid(), ${id('appointments')}, 'reminder', 'email', now(), 'sent', now()`,
    'appointment_push_subscriptions (organization_id, id, origin_id, push_address, push_index, language)': `gen_random_uuid(), ${id('appointments')}, 'x', 'x', 'en'`,
    'idempotency_keys (organization_id, principal, key, fingerprint)': `'somebody', 'once', 'x'`,
    'push_subscriptions (organization_id, id, entry_id, push_address, push_index, language)': `gen_random_uuid(), ${id('entries')}, 'x', 'x', 'en'`,
    'provider_offices (organization_id, provider_id, office_id)': `${id('providers')}, ${id('offices')}`,
    'recovery_codes (organization_id, user_id, code_hash)': `${id('users')}, 'x'`,
    'security_log (organization_id, id, at, event)': `gen_random_uuid(), now(), 'login_failed'`,
    'usage_days (organization_id, on_day)': 'current_date',
    'user_offices (organization_id, user_id, office_id)': `${id('users')}, ${id('offices')}`,
  };
  for (const [into, values] of Object.entries(rows))
    await admin.query(`INSERT INTO ${into} VALUES ('${other.id}', ${values}) ON CONFLICT DO NOTHING`);
}

/** As one organization, or as none; nothing is kept. */
async function as<T>(organizationId: string | null, work: () => Promise<T>): Promise<T> {
  await runtime.query('BEGIN');
  try {
    if (organizationId !== null)
      await runtime.query(`SELECT set_config('app.organization_id', $1, true)`, [organizationId]);
    return await work();
  } finally {
    await runtime.query('ROLLBACK');
  }
}

/** How many rows it touched, or the refusal's code. */
async function touched(sql: string, values: unknown[] = []): Promise<number | string> {
  await runtime.query('SAVEPOINT try');
  try {
    return (await runtime.query(sql, values)).rowCount ?? 0;
  } catch (error) {
    await runtime.query('ROLLBACK TO SAVEPOINT try');
    return (error as pg.DatabaseError).code ?? 'failed';
  }
}

const REFUSED = '42501'; // insufficient_privilege: no right, or a new row against the policy

async function columnsOf(table: string): Promise<string> {
  const { rows } = await stage.admin.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
}

test('no row of another organization is read, changed, deleted, taken over or added, in any table', async () => {
  const wrong: string[] = [];
  const empty: string[] = [];
  for (const { table, owner } of tenant) {
    const { rows: theirs } = await stage.admin.query(`SELECT * FROM ${table} WHERE ${owner} = $1 LIMIT 1`, [
      stage.other.id,
    ]);
    const columns = await columnsOf(table);
    const expectTouched = async (
      what: string,
      allowed: readonly (number | string)[],
      sql: string,
      values: unknown[],
    ) => {
      const answer = await touched(sql, values);
      if (!allowed.includes(answer)) wrong.push(`${table}: ${what} ${answer}`);
    };
    await as(stage.world.id, async () => {
      await expectTouched('read', [0], `SELECT FROM ${table} WHERE ${owner} = $1`, [stage.other.id]);
      await expectTouched('read', [0], `SELECT FROM ${table} WHERE ${owner} <> $1`, [stage.world.id]);
      await expectTouched('changed', [0, REFUSED], `UPDATE ${table} SET ${owner} = ${owner} WHERE ${owner} = $1`, [
        stage.other.id,
      ]);
      await expectTouched('deleted', [0, REFUSED], `DELETE FROM ${table} WHERE ${owner} = $1`, [stage.other.id]);
      // The policy looks at a new row before anything else does, even before a value that is missing.
      await expectTouched(
        'gave away',
        [REFUSED, ...(await isEmptyForOwn(table, owner))],
        `UPDATE ${table} SET ${owner} = $1`,
        [stage.other.id],
      );
      if (theirs.length === 0) empty.push(table);
      else {
        // A row that is right in every column but its owner's: a copy of theirs.
        await expectTouched(
          'added',
          [REFUSED],
          `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
          [await copyOf(table, owner)],
        );
      }
    });
    await as(null, async () => {
      await expectTouched('read by nobody', [0], `SELECT FROM ${table}`, []);
      await expectTouched('changed by nobody', [0, REFUSED], `UPDATE ${table} SET ${owner} = ${owner}`, []);
      await expectTouched('deleted by nobody', [0, REFUSED], `DELETE FROM ${table}`, []);
    });
  }
  expect(wrong).toEqual([]);
  // Where there is nothing to find, not finding it says nothing.
  expect(empty).toEqual([]);
  expect(tenant.length).toBeGreaterThan(25);
});

async function isEmptyForOwn(table: string, owner: string): Promise<number[]> {
  const { rows } = await stage.admin.query(`SELECT FROM ${table} WHERE ${owner} = $1 LIMIT 1`, [stage.world.id]);
  return rows.length === 0 ? [0] : [];
}

async function copyOf(table: string, owner: string): Promise<unknown> {
  const { rows } = await stage.admin.query<{ row: unknown }>(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${owner} = $1 LIMIT 1`,
    [stage.other.id],
  );
  return rows[0]?.row;
}

test('of everything in the schema control only the own lines can be written', async () => {
  const wrong: string[] = [];
  const { rows: all } = await stage.admin.query<{ table: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'control' AND c.relkind IN ('r', 'p')`,
  );
  expect(all.length).toBeGreaterThan(2);
  for (const { table } of all) {
    const owner = stage.tables.find((one) => one.table === table)?.owner;
    await as(stage.world.id, async () => {
      // A table without an owner's column is the platform's, and nobody writes it.
      const others = owner === undefined ? 'true' : `${owner} <> '${stage.world.id}'`;
      const set = (await columnsOf(table)).split(', ')[0] ?? '';
      for (const sql of [
        `UPDATE ${table} SET ${set} = ${set} WHERE ${others}`,
        `DELETE FROM ${table} WHERE ${others}`,
        ...(owner === undefined
          ? []
          : [`UPDATE ${table} SET ${owner} = '${stage.other.id}' WHERE ${owner} = '${randomUUID()}'`]),
        `TRUNCATE ${table} CASCADE`,
      ]) {
        const answer = await touched(sql);
        if (answer !== 0 && answer !== REFUSED) wrong.push(`${sql}: ${answer}`);
      }
      const copy = owner === undefined ? undefined : await copyOf(table, owner);
      if (copy !== undefined) {
        const columns = await columnsOf(table);
        const answer = await touched(
          `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
          [copy],
        );
        if (answer !== REFUSED) wrong.push(`${table}: added ${answer}`);
      }
    });
  }
  const operators = await as(stage.world.id, () => touched('SELECT FROM control.operators'));
  expect(operators).toBe(REFUSED);
  expect(wrong).toEqual([]);
});

const IDS = 'TABLE(organization_id uuid, entry_id uuid)';

/** What looks across organizations: exactly what it answers, and why it must. Ids, numbers and times; no word of anybody. */
const ACROSS: Record<string, { answers: string; because: string }> = {
  'app.queue_heads': {
    answers: 'TABLE(queue_id uuid, epoch text, version bigint)',
    because: 'a node asks for the versions of all the queues that somebody watches there',
  },
  'app.due_timers': {
    answers: 'TABLE(organization_id uuid, queue_id uuid, entry_id uuid, entry_version integer)',
    because: 'the clock asks whose time is up',
  },
  'app.due_appointments': {
    answers: 'TABLE(organization_id uuid, appointment_id uuid, appointment_version integer)',
    because: 'the clock asks which holds and offers are over and who did not come',
  },
  'app.days_to_close': {
    answers: 'TABLE(organization_id uuid, queue_id uuid)',
    because: 'the clock asks which offices have had midnight',
  },
  'app.sweep': { answers: 'void', because: 'the clock deletes what is over' },
  'app.sweep_logs': { answers: 'void', because: 'the clock forgets the logs in time' },
  'app.add_usage': {
    answers: 'TABLE(organization_id uuid, api_calls bigint)',
    because: 'a node adds up what it has counted for all at once',
  },
  'app.drop_old_payloads': { answers: 'integer', because: 'the clock forgets what screens can no longer ask for' },
  'app.unsealed_stays': { answers: IDS, because: 'a node seals what was written before there was a seal' },
  'app.queues_with_pushes': {
    answers: 'TABLE(organization_id uuid, queue_id uuid)',
    because: 'a node asks where telephones wait to be told of a call',
  },
  'app.sweep_pushes': {
    answers: 'void',
    because: 'the clock forgets telephones of stays that nobody ended, and of appointments that are over',
  },
  'app.plan_message': {
    answers: 'void',
    because: 'adds a job of the organization that is set to a list that no organization may look at',
  },
  'app.stays_to_forget': { answers: IDS, because: 'the clock asks whose time of keeping is over' },
  'app.appointments_to_forget': {
    answers: 'TABLE(organization_id uuid, appointment_id uuid)',
    because: 'the clock asks the same of appointments',
  },
  'app.forget_stays': { answers: 'integer', because: 'forgets stays of the organization that is set, past its guards' },
  'app.delete_organization': { answers: 'jsonb', because: 'a closed organization goes; how many rows of which table' },
  'control.hold_names': { answers: 'trigger', because: "a slug is nobody else's subdomain; only hashes are kept" },
};

test('whatever looks across organizations is known by name and answers no word of anybody', async () => {
  const { rows } = await stage.admin.query<{ name: string; answers: string }>(`
    SELECT format('%I.%I', n.nspname, p.proname) AS name, pg_get_function_result(p.oid) AS answers
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`);
  const declared = Object.entries(ACROSS).map(([name, { answers }]) => ({ name, answers }));
  expect(rows).toEqual(declared.toSorted((one, other) => (one.name < other.name ? -1 : 1)));
});
