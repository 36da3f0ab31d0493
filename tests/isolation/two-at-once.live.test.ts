import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { User } from '../../realtime/contract/resources/users.ts';
import { apiOf, yes, type Api } from '../support/api.ts';
import { openService, signUpClinic, type Clinic, type Service } from '../support/service.ts';

/** What two nodes are asked for in the same moment, where only one may say yes. */
let service: Service;
let admin: pg.Client;

beforeAll(async () => {
  service = await openService({ nodes: 2, env: { LOG_LEVEL: 'warn' } });
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

/** The node that answers the nth question. */
const nodeOf = (n: number): string => service.nodes[n % service.nodes.length]?.url ?? '';
const some = () => randomBytes(5).toString('hex');
const at = (n: number, clinic: Clinic): Api => apiOf(nodeOf(n), { token: clinic.ownerToken });

async function newUser(who: Api, { slug, password }: Clinic, role: string) {
  return who.post<User>('/users', { name: 'Somebody', email: `${some()}@${slug}.example`, password, role });
}

const signUp = (n: number, names: { slug: string; subdomain?: string }) =>
  apiOf(nodeOf(n)).post('/organizations', {
    name: 'Clinic',
    time_zone: 'Europe/Berlin',
    owner: { name: 'Olivia', email: `${some()}@clinic.example`, password: 'correct horse battery staple' },
    ...names,
  });

test('of eight organizations that want one subdomain, one gets it', async () => {
  const wanted = `clinic-${some()}`;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      // Half of them as the slug, which is an address, too.
      signUp(n, n % 4 < 2 ? { slug: wanted } : { slug: `clinic-${some()}`, subdomain: wanted }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array<number>(7).fill(409)]);
  const { rows } = await admin.query('SELECT FROM control.organizations WHERE slug = $1 OR subdomain = $1', [wanted]);
  expect(rows).toHaveLength(1);
});

test('of ten who are added where there is room for two, two come in', async () => {
  const clinic = await signUpClinic(nodeOf(0));
  const room = 3; // the owner is there already
  await admin.query('UPDATE control.organizations SET limits = $2 WHERE id = $1', [
    clinic.organizationId,
    { users: room },
  ]);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => newUser(at(n, clinic), clinic, 'staff')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(room - 1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 403]));
  const { rows } = await admin.query('SELECT FROM users WHERE organization_id = $1 AND active', [
    clinic.organizationId,
  ]);
  expect(rows).toHaveLength(room);
});

test('two owners who remove each other, again and again: one is always left', async () => {
  for (let round = 0; round < 4; round++) {
    const clinic = await signUpClinic(nodeOf(round));
    const other = await yes(newUser(clinic.owner, clinic, 'owner'));
    const { access_token: token, user } = await yes(
      apiOf(nodeOf(1), { slug: clinic.slug }).post<{ access_token: string; user: User }>('/auth/login', {
        email: other.email,
        password: clinic.password,
      }),
    );
    const first = (await yes(clinic.owner.get<{ data: User[] }>('/users'))).data.find(({ id }) => id !== user.id);
    // One is removed, the other demoted: both ways out.
    await Promise.all([
      at(0, clinic).delete(`/users/${user.id}`),
      apiOf(nodeOf(1), { token }).patch(`/users/${first?.id}`, { role: 'viewer' }),
    ]);
    const { rows } = await admin.query(`SELECT FROM users WHERE organization_id = $1 AND role = 'owner' AND active`, [
      clinic.organizationId,
    ]);
    expect(rows).toHaveLength(1);
  }
});
