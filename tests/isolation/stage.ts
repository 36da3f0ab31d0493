import pg from 'pg';
import { LIMITS, type LimitName } from '../../server/access/limits.ts';
import { makeSignInLink } from '../../server/access/sign-in-link.ts';
import { grantSupport } from '../../server/commands/support/grant-support.ts';
import { openService, type Service } from '../server/http/open-service.ts';
import { APP_PASSWORD, APP_ROLE, urlTo } from '../support/database-names.ts';
import { idsOf, tenantTables } from './checksum.ts';
import { PASSWORD } from './body-of.ts';
import { tamperWith, type Tampering } from './tampering.ts';
import { askAs, expectYes, openWorld, thingOf, type Hands, type World } from './world.ts';

/** The service, and three organizations on it: one that asks, one that is asked for, one that only happens to be there. */
export type Stage = {
  url: string;
  admin: pg.Client;
  /** As the service's own role. */
  appUrl: string;
  service: Service;
  tampering: Tampering;
  world: World;
  other: World;
  bystander: World;
  tables: { table: string; owner: string }[];
  ids: Map<World, string[]>;
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const limits = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, UNLIMITED])) as Record<
    LimitName,
    typeof UNLIMITED
  >; // just the keys
  const service = await openService({ limits });
  const tampering = tamperWith(service.database);
  const admin = new pg.Client(service.adminUrl);
  await admin.connect();
  const database = new URL(service.adminUrl).pathname.slice(1);
  const appUrl = urlTo(service.adminUrl, database, { name: APP_ROLE, password: APP_PASSWORD });
  const close = async () => {
    await admin.end();
    await service.close();
  };
  try {
    const hands: Hands = {
      async allowEverything(organizationId) {
        // A client of its own: three worlds are made at the same time.
        const client = new pg.Client(service.adminUrl);
        await client.connect();
        await client.query(
          `UPDATE control.organizations
           SET plan_type = 'enterprise', status = 'active', trial_ends_at = NULL, exported_at = now() WHERE id = $1`,
          [organizationId],
        );
        await client.end();
        service.access.organizations.forget();
      },
      linkFor: (organizationId, userId) =>
        makeSignInLink(service.access.keys, { organizationId, userId, seconds: 3_600 }),
    };
    const open = (letter: string) => openWorld(service.url, letter, hands);
    const [world, other, bystander] = await Promise.all([open('a'), open('b'), open('c')]);
    for (const one of [world, other]) {
      await signInLongAgo(service, one);
      await letSupportIn(service, one);
      one.secrets.set('sign_in_link', hands.linkFor(one.id, thingOf(one, 'users:viewer')));
    }
    await noteMessages(admin);
    const tables = await tenantTables(admin);
    const ids = new Map<World, string[]>();
    for (const one of [world, other, bystander]) ids.set(one, await idsOf(admin, tables, one.id));
    return { url: service.url, admin, appUrl, service, tampering, world, other, bystander, tables, ids, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What people were told is written down by a worker, and none runs here. */
async function noteMessages(admin: pg.Client): Promise<void> {
  await admin.query(
    `INSERT INTO appointment_messages (organization_id, id, appointment_id, kind, channel, starts_at, status, at)
     SELECT organization_id, gen_random_uuid(), id, 'confirmation', 'email', starts_at, 'sent', now()
     FROM appointments WHERE status = 'booked'`,
  );
}

/** Somebody of the platform, as the operator's command lets them in. */
async function letSupportIn({ url, doors }: Service, world: World): Promise<void> {
  const platform = { kind: 'system', organizationId: world.id, id: null } as const;
  const granted = await doors.transact(platform, (tx) =>
    grantSupport(tx, { operator: `${world.marks.inner} operator`, reason: 'a test', minutes: 60, role: 'admin' }),
  );
  world.things.set('support-access', granted.id);
  const signIn = askAs(url, world, 'passerBy', 'POST', '/auth/sign-in', { link_token: granted.token });
  world.credentials.set('operator', (await expectYes(signIn)).access_token);
}

const UNLIMITED = { points: 1_000_000_000, seconds: 1 };

/** A credential that was good an hour ago: the clock of this process, which is the service's, stands back for one sign-in. */
async function signInLongAgo({ url }: Service, world: World): Promise<void> {
  const now = Date.now;
  Date.now = () => now() - 3_600_000;
  try {
    const body = { email: world.emails.get('staff'), password: PASSWORD };
    const tokens = await expectYes(askAs(url, world, 'passerBy', 'POST', '/auth/login', body));
    world.credentials.set('expired', tokens.access_token);
  } finally {
    Date.now = now;
  }
}
