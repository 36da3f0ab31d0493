import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openTerminal, type Said } from '../../support/cli.ts';
import { type Database, openDatabase } from '../../support/database.ts';

jest.setTimeout(120_000);

/** What the operator types, what is said, and what has happened then. */

let database: Database;
let admin: pg.Client;
let folder: string;
let terminal: ReturnType<typeof openTerminal>;
let modest: ReturnType<typeof openTerminal>;
const SECRET_KEY = 'only-for-tests-0123456789abcdef0123456789abcdef';
beforeAll(async () => {
  database = await openDatabase();
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  folder = mkdtempSync(join(tmpdir(), 'waitlessq-operator-'));
  const settings = { DATABASE_URL: database.appUrl, SECRET_KEY };
  terminal = openTerminal({ ...settings, DATABASE_ADMIN_URL: database.adminUrl });
  modest = openTerminal(settings);
});
afterAll(async () => {
  await admin?.end();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Done: one answer for people, and the exit code of a yes. */
const done = ({ code, output, complaints }: Said): string => {
  expect([code, complaints]).toEqual([0, '']);
  return output.trim();
};
/** Refused: one sentence, no stack. */
const refused = ({ code, output, complaints }: Said): string => {
  expect([code, output]).toEqual([1, '']);
  expect(complaints).not.toMatch(/\n\s+at /);
  return complaints.trim();
};
const create = (slug: string, ...more: string[]) =>
  terminal.ask<{ id: string; plan: string; link: string }>(
    ...[
      'create-organization',
      '--slug',
      slug,
      '--name',
      `Clinic ${slug}`,
      '--owner',
      'Olga',
      '--time-zone',
      'Europe/Berlin',
    ],
    ...['--email', `olga@${slug}.example`, ...more],
  );
const one = async (sql: string, ...values: unknown[]) => (await admin.query(sql, values)).rows[0];
const audited = async (id: string): Promise<string[]> =>
  (
    await admin.query('SELECT action, actor_kind, reason FROM audit_log WHERE organization_id = $1 ORDER BY id', [id])
  ).rows.map(({ action, actor_kind, reason }) => [action, actor_kind, reason].filter(Boolean).join(' / '));

test('an organization is made, suspended, resumed and given plans; a second time says what is already so', async () => {
  const { id, plan, link } = await create('life-clinic', '--plan', 'pro');
  expect(plan).toBe('pro');
  expect(link).toMatch(/^\/o\/life-clinic\/admin#sign-in=/);
  const slug = ['--slug', 'life-clinic'];
  expect(done(await terminal.say('suspend', ...slug, '--reason', 'invoice 7'))).toBe(
    'Clinic life-clinic is suspended.',
  );
  expect(done(await terminal.say('suspend', ...slug, '--reason', 'again'))).toBe(
    'Clinic life-clinic is suspended already: invoice 7',
  );
  expect(await terminal.ask('suspend', ...slug, '--reason', 'again')).toEqual({
    slug: 'life-clinic',
    status: 'suspended',
    changed: false,
  });
  expect(done(await terminal.say('list-organizations'))).toContain(
    'life-clinic  suspended  pro  Clinic life-clinic  (invoice 7)',
  );
  expect(done(await terminal.say('resume', ...slug, '--reason', 'paid'))).toBe('Clinic life-clinic goes on: trial.');
  expect(done(await terminal.say('resume', ...slug))).toBe('Clinic life-clinic is neither suspended nor closed.');

  const agreed = [
    '--plan',
    'basic',
    '--limit',
    'providers=40',
    '--limit',
    'users=unlimited',
    '--feature',
    'analytics=on',
  ];
  expect(done(await terminal.say('set-plan', ...slug, ...agreed))).toBe(
    'Clinic life-clinic has the plan basic and is active.',
  );
  expect(done(await terminal.say('set-plan', ...slug, ...agreed))).toBe('Clinic life-clinic has exactly this already.');
  const stored = 'SELECT plan_type, status, limits, features, trial_ends_at FROM control.organizations WHERE id = $1';
  expect(await one(stored, id)).toEqual({
    plan_type: 'basic',
    status: 'active',
    limits: { providers: 40, users: null },
    features: { analytics: true },
    trial_ends_at: null,
  });
  await terminal.ask('set-plan', ...slug, '--limit', 'users=plan', '--feature', 'analytics=plan');
  expect(await one(stored, id)).toMatchObject({ limits: { providers: 40 }, features: {} });
  expect(await audited(id)).toEqual([
    'organization.signed_up / system',
    'organization.suspended / system / invoice 7',
    'organization.resumed / system / paid',
    'organization.plan_changed / system',
    'organization.plan_changed / system',
  ]);
});

test('what cannot be done is said in a sentence', async () => {
  expect(refused(await terminal.say('suspend', '--slug', 'nobody', '--reason', 'x'))).toBe(
    'There is no organization nobody.',
  );
  expect(refused(await terminal.say('suspend', '--slug', 'nobody'))).toBe('suspend needs --reason.');
  expect(refused(await terminal.say('suspend', '--slug', 'nobody', '--raeson', 'x'))).toMatch(
    /^Unknown option '--raeson'/,
  );
  expect(refused(await terminal.say('set-plan', '--slug', 'nobody', '--plan', 'gold'))).toBe(
    '--plan is one of: trial, basic, pro, enterprise.',
  );
  expect(refused(await terminal.say('set-plan', '--slug', 'nobody', '--limit', 'providers=many'))).toBe(
    '--limit takes a whole number, unlimited or plan; not many.',
  );
  expect(refused(await terminal.say('rotate-keys'))).toBe('rotate-keys needs either --slug or --all.');
  for (const command of [['list-operators'], ['remove-operator', '--email', 'ada@platform.example']])
    expect(refused(await modest.say(...command))).toBe(
      'This needs DATABASE_ADMIN_URL: the role of the service may not do it.',
    );
  expect(await terminal.say('teleport')).toMatchObject({ code: 1, complaints: 'There is no command teleport.\n' });
  const json = await terminal.say('suspend', '--slug', 'nobody', '--reason', 'x', '--json');
  expect([json.code, JSON.parse(json.output)]).toEqual([
    1,
    { error: { code: 'not_possible', message: 'There is no organization nobody.' } },
  ]);
});

test('what a plan allows is a row that is changed', async () => {
  const { limits } = await terminal.ask<{ limits: object }>(
    'set-plan-limit',
    '--plan',
    'pro',
    '--limit',
    'providers=30',
    '--limit',
    'sockets=unlimited',
  );
  expect(limits).toMatchObject({ providers: 30, sockets: null, users: 100 });
  expect(await one(`SELECT providers, sockets FROM control.plans WHERE plan_type = 'pro'`)).toEqual({
    providers: 30,
    sockets: null,
  });
  expect(refused(await terminal.say('set-plan-limit', '--plan', 'pro', '--limit', 'providers=plan'))).toContain(
    'A plan cannot follow itself',
  );
});

test('an organization is exported into a file that only its owner reads, and deleted', async () => {
  const { id } = await create('leaving-clinic');
  const slug = ['--slug', 'leaving-clinic'];
  const confirmed = [...slug, '--confirm', 'leaving-clinic'];
  expect(refused(await terminal.say('delete', ...slug, '--confirm', 'another'))).toBe(
    '--confirm has to repeat the slug: leaving-clinic.',
  );
  expect(refused(await terminal.say('delete', ...confirmed))).toBe('Export the data of the organization first.');
  const out = join(folder, 'leaving.ndjson');
  const { rows } = await terminal.ask<{ rows: number }>('export', ...slug, '--out', out);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ end: true, rows });
  expect(lines).toHaveLength(rows + 2);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(refused(await terminal.say('export', ...slug, '--out', out))).toMatch(/^--out .*EEXIST/);
  expect(await audited(id)).toContain('organization.exported / system');
  expect(done(await terminal.say('delete', ...confirmed))).toMatch(/^Clinic leaving-clinic is gone, with \d+ rows\./);
  expect(await one('SELECT FROM control.organizations WHERE id = $1', id)).toBeUndefined();
  expect(refused(await terminal.say('delete', ...confirmed))).toBe('There is no organization leaving-clinic.');
  await create('hasty-clinic');
  await terminal.ask('delete', '--slug', 'hasty-clinic', '--confirm', 'hasty-clinic', '--without-export');
});

test('keys are rotated for one or for all', async () => {
  const { id } = await create('keys-clinic');
  expect(done(await terminal.say('rotate-keys', '--slug', 'keys-clinic', '--at-once'))).toBe(
    'keys-clinic signs with key 2.',
  );
  const { rotated } = await terminal.ask<{ rotated: { slug: string; number: number }[] }>('rotate-keys', '--all');
  expect(rotated).toContainEqual({ slug: 'keys-clinic', number: 3 });
  expect((await audited(id)).slice(1)).toEqual(['signing_key.rotated / system', 'signing_key.rotated / system']);
});

test('after a restore every queue of every organization has a history of its own', async () => {
  const { id } = await create('restored-clinic');
  const office = (
    await one(
      `INSERT INTO offices (organization_id, id, name, time_zone) VALUES ($1, gen_random_uuid(), 'Main Street', 'UTC') RETURNING id`,
      id,
    )
  ).id;
  for (const prefix of ['A', 'B'])
    await admin.query(
      `INSERT INTO queues (organization_id, id, name, prefix, office_id, epoch, version)
       VALUES ($1, gen_random_uuid(), $3, $3, $2, 'before', 7)`,
      [id, office, prefix],
    );
  expect(refused(await modest.say('new-epoch'))).toBe(
    'This needs DATABASE_ADMIN_URL: the role of the service may not do it.',
  );
  expect(done(await terminal.say('new-epoch'))).toMatch(/^\d+ queues have a new epoch\.$/);
  const heads = (await admin.query('SELECT epoch, version::int FROM queues WHERE organization_id = $1', [id])).rows;
  expect(heads.map(({ version }) => version)).toEqual([7, 7]);
  expect(new Set([...heads.map(({ epoch }) => epoch), 'before']).size).toBe(3);
});

test('an operator is let in with a reason and for a while, and is out when they leave the platform', async () => {
  const { id } = await create('helped-clinic');
  const ada = ['--operator', 'ada@platform.example'];
  const enter = [...ada, '--slug', 'helped-clinic', '--reason', 'ticket 7'];
  expect(refused(await terminal.say('support-access', ...enter))).toBe(
    'ada@platform.example is no operator: create-operator makes one.',
  );
  const made = ['create-operator', '--email', 'Ada@platform.example', '--name', 'Ada Helper'];
  expect(done(await terminal.say(...made))).toBe('Ada Helper is an operator.');
  expect(done(await terminal.say(...made))).toBe('Ada Helper is an operator already.');
  expect(refused(await terminal.say('support-access', ...enter, '--role', 'owner'))).toBe(
    '--role is one of: admin, manager, staff, viewer.',
  );
  expect(refused(await terminal.say('support-access', ...enter, '--minutes', '241'))).toBe(
    '--minutes is a whole number from 1 to 240.',
  );
  expect(refused(await terminal.say('support-access', ...ada, '--slug', 'helped-clinic'))).toBe(
    'support-access needs --reason.',
  );
  const granted = await terminal.ask<{ link: string; role: string; ends_at: string }>('support-access', ...enter);
  expect(granted).toMatchObject({
    role: 'manager',
    link: expect.stringMatching(/^\/o\/helped-clinic\/admin#sign-in=sup_/),
  });
  expect(Date.parse(granted.ends_at) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
  expect(done(await terminal.say('list-operators'))).toBe('ada@platform.example  Ada Helper');
  expect(done(await terminal.say('remove-operator', '--email', 'ada@platform.example'))).toBe(
    'ada@platform.example is no operator any more; 1 accesses ended.',
  );
  expect(done(await terminal.say('remove-operator', '--email', 'ada@platform.example'))).toBe(
    'ada@platform.example is no operator.',
  );
  expect(await audited(id)).toEqual([
    'organization.signed_up / system',
    'support.granted / system / ticket 7',
    'support.ended / system',
  ]);
});

test('a link that signs in as somebody leaves a trace', async () => {
  const { id } = await create('linked-clinic');
  expect(
    done(await terminal.say('sign-in-link', '--slug', 'linked-clinic', '--email', 'olga@linked-clinic.example')),
  ).toMatch(/^\/o\/linked-clinic\/admin#sign-in=/);
  expect(await audited(id)).toContain("user.sign_in_link_made / system / made at the operator's terminal");
});

test('where it is known how the service is reached, a link is a whole address', async () => {
  await create('reached-clinic');
  const known = openTerminal({ DATABASE_URL: database.appUrl, SECRET_KEY, PUBLIC_URL: 'https://start.example.com/' });
  expect(
    done(await known.say('sign-in-link', '--slug', 'reached-clinic', '--email', 'olga@reached-clinic.example')),
  ).toMatch(/^https:\/\/start\.example\.com\/o\/reached-clinic\/admin#sign-in=/);
});

describe('the check', () => {
  test('is content with what is right', async () => {
    const { ok, findings } = await terminal.ask<{ ok: boolean; findings: { check: string; ok: boolean }[] }>('check');
    expect(findings.filter(({ ok: fine }) => !fine)).toEqual([]);
    expect(ok).toBe(true);
    expect(findings.map(({ check }) => check)).toEqual([
      'role',
      'migrations',
      'secret key',
      'redis',
      'replica',
      'row security',
      'domains',
      'owners',
      'signing keys',
    ]);
  });

  test('names everything that is wrong, and ends with 1', async () => {
    const { id } = await create('broken-clinic');
    await admin.query('UPDATE users SET active = false WHERE organization_id = $1', [id]);
    await admin.query('CREATE TABLE public.forgotten (organization_id uuid NOT NULL)');
    await admin.query(
      `INSERT INTO control.domains (organization_id, id, host, challenge, verified_at, failing_since, created_at)
       VALUES ($1, $1, 'queue.broken.example', 'x', now(), now(), now())`,
      [id],
    );
    await admin.query(
      `INSERT INTO schema_migrations (name) SELECT 'x'; DELETE FROM schema_migrations WHERE name LIKE '20261122-1400%'`,
    );
    const broken = openTerminal({
      DATABASE_URL: database.adminUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      SECRET_KEY: 'a'.repeat(40),
      DATABASE_REPLICA_URL: database.adminUrl,
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    const { code, output } = await broken.say('check');
    expect(code).toBe(1);
    for (const line of [
      /NOT OK {2}role: .*is a superuser/,
      /NOT OK {2}migrations: .*20261122-1400/,
      /NOT OK {2}redis: /,
      /NOT OK {2}replica: not so: it takes changes of its own/,
      /NOT OK {2}secret key: /,
    ])
      expect(output).toMatch(line);
    expect(output).toContain('NOT OK  row security: not so: forgotten');
    expect(output).toContain('NOT OK  domains: not so: queue.broken.example');
    expect(output).toContain('NOT OK  owners: not so: broken-clinic');
    expect(output).not.toContain(new URL(database.adminUrl).password || 'no password');
  });
});
