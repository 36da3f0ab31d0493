import pg from 'pg';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { type Api, apiOf, yes } from '../support/api.ts';
import { openTerminal } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { everyRow } from '../support/fill-every-table.ts';
import { openScreen } from '../support/screen.ts';
import { CANARY, join, openService, signUpClinic, type Service } from '../support/service.ts';

jest.setTimeout(90_000);

/** Two nodes that know nothing of the operator's terminal; people on one, their screens on the other. */
let service: Service;
let terminal: ReturnType<typeof openTerminal>;
let admin: pg.Client;
let here: string;
let there: string;
beforeAll(async () => {
  service = await openService({ nodes: 2 });
  [here, there] = service.nodes.map((node) => node.url) as [string, string]; // two were asked for
  terminal = openTerminal({
    DATABASE_URL: service.database.appUrl,
    DATABASE_ADMIN_URL: service.database.adminUrl,
    SECRET_KEY: 'only-for-tests-0123456789abcdef0123456789abcdef',
  });
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

/** A suspension is effective within this time, everywhere. */
const SOON = { within: 5_000 };
const codeOf = async (asked: ReturnType<Api['get']>) => ((await asked).body as { code?: string } | null)?.code;

test('the whole life of an organization: trial, standstill, plan, help, farewell, nothing', async () => {
  const clinic = await signUpClinic(here);
  const neighbour = await signUpClinic(here);
  const slug = ['--slug', clinic.slug];
  const queue = await clinic.queue('A');
  const display = await clinic.device('display', [queue.id], there);
  await join(clinic.owner, queue.id, { patient_name: CANARY });
  const tv = openScreen<PublicBoard>(there, {
    slug: clinic.slug,
    token: display.token,
    queueId: queue.id,
    kind: 'display',
  });
  const nextQueue = await neighbour.queue('A');
  const nextDisplay = await neighbour.device('display', [nextQueue.id], there);
  const nextTv = openScreen<PublicBoard>(there, {
    slug: neighbour.slug,
    token: nextDisplay.token,
    queueId: nextQueue.id,
    kind: 'display',
  });
  try {
    await eventually(() => expect([tv.board(), nextTv.board()]).not.toContain(null));

    // Suspended at the terminal: within five seconds nobody works there, on any node, and the screen is told why.
    await terminal.ask('suspend', ...slug, '--reason', 'The invoice of October is open.');
    await eventually(() => expect(tv.connection.problem.value?.code).toBe('organization_suspended'), SOON);
    await eventually(async () => {
      for (const node of [here, there]) {
        const answer = await apiOf(node, { token: display.token }).get<{ detail: string }>('/devices/self');
        expect([answer.status, answer.body.detail]).toEqual([423, 'The invoice of October is open.']);
      }
    }, SOON);
    const login = { email: clinic.email, password: clinic.password };
    const { access_token } = await yes(apiOf(there, { slug: clinic.slug }).post<Tokens>('/auth/login', login));
    const owner = apiOf(there, { token: access_token });
    expect(await yes(owner.get('/organization'))).toMatchObject({ status: 'suspended' });
    await yes(owner.get('/organization/usage'));
    expect(nextTv.connection.status.value).toBe('live');

    // Resumed: everything works again, and nothing was lost.
    await terminal.ask('resume', ...slug);
    await eventually(async () => expect((await clinic.owner.get('/offices')).status).toBe(200), SOON);
    const again = openScreen<PublicBoard>(there, {
      slug: clinic.slug,
      token: display.token,
      queueId: queue.id,
      kind: 'display',
    });
    await eventually(() => expect(again.board()?.entries.map((entry) => entry.ticket_number)).toEqual(['A001']), SOON);
    again.close();

    await terminal.ask('set-plan', ...slug, '--plan', 'pro', '--reason', 'invoice 1');
    await eventually(
      async () =>
        expect(await yes(clinic.owner.get('/organization'))).toMatchObject({ status: 'active', plan_type: 'pro' }),
      SOON,
    );

    // Somebody of the platform helps, is seen, and is sent out again: on every node at once.
    await terminal.ask('create-operator', '--email', 'ada@platform.example', '--name', 'Ada Helper');
    const { link } = await terminal.ask<{ link: string }>(
      'support-access',
      ...slug,
      '--operator',
      'ada@platform.example',
      '--reason',
      'ticket 7',
    );
    const link_token = link.split('#sign-in=')[1] ?? '';
    const inside = await yes(apiOf(there, { slug: clinic.slug }).post<Tokens>('/auth/sign-in', { link_token }));
    const ada = apiOf(there, { token: inside.access_token });
    await yes(ada.get('/queues'));
    const [support] = (await yes(clinic.owner.get<{ data: { id: string; operator: string }[] }>('/support-access')))
      .data;
    expect(support?.operator).toBe('Ada Helper <ada@platform.example>');
    await yes(clinic.owner.delete(`/support-access/${support?.id}`));
    await eventually(async () => expect(await codeOf(ada.get('/queues'))).toBe('unauthenticated'), SOON);

    // Farewell: first everything is taken home, then nobody gets in, then nothing is left.
    const confirm = { confirm: clinic.slug };
    expect(await codeOf(clinic.owner.delete('/organization', confirm))).toBe('export_first');
    const file = await fetch(`${here}/api/v1/organization/export`, {
      headers: { authorization: `Bearer ${clinic.ownerToken}` },
    });
    const home = await file.text();
    expect(home).toContain(CANARY);
    expect(home).not.toContain(neighbour.organizationId);
    await yes(clinic.owner.delete('/organization', confirm));
    await eventually(async () => {
      for (const node of [here, there])
        expect(await codeOf(apiOf(node, { token: display.token }).get('/devices/self'))).toBe('organization_closed');
    }, SOON);
    const { rows } = await terminal.ask<{ rows: Record<string, number> }>('delete', ...slug, '--confirm', clinic.slug);
    expect(rows['public.entries'] ?? rows['entries']).toBe(1);
    const left = (await everyRow(admin)).filter(
      ({ row }) => row.includes(clinic.organizationId) || row.includes(clinic.slug),
    );
    expect(left).toEqual([]);
    await eventually(
      async () =>
        expect(await codeOf(apiOf(there, { slug: clinic.slug }).get('/organization'))).toBe('unknown_organization'),
      SOON,
    );

    // Next door nobody has noticed anything.
    expect(nextTv.connection.status.value).toBe('live');
    await join(neighbour.owner, nextQueue.id);
    await eventually(() => expect(nextTv.board()?.entries).toHaveLength(1));
  } finally {
    tv.close();
    nextTv.close();
  }
});
