import { randomBytes } from 'node:crypto';
import type { Called, Joined } from '../../realtime/contract/commands.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import type { Counter } from '../../realtime/contract/resources/counters.ts';
import type { Office } from '../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { apiOf, yes, type Api } from './api.ts';
import { openDatabase } from './database.ts';
import { startNode, type RunningNode } from './node.ts';
import { startRedis } from './redis.ts';

/** Never on a public board, in a public change or on a stranger's screen. */
export const CANARY = 'Canary Xylophone';

export type Service = Awaited<ReturnType<typeof openService>>;
export type Clinic = Awaited<ReturnType<typeof signUpClinic>>;

/** The service as it runs in earnest: real nodes as built, PostgreSQL and, for several, Redis. */
export async function openService({
  nodes: count = 2,
  env = {},
  postgresUrl,
}: {
  nodes?: number;
  env?: Record<string, string>;
  /** A server of one's own, to do to it what the others shall not notice. */
  postgresUrl?: string;
} = {}) {
  const database = await openDatabase(postgresUrl);
  const redis = await startRedis();
  const settings = { databaseUrl: database.appUrl, redisUrl: redis.url, env };
  const nodes: RunningNode[] = [];
  for (let n = 0; n < count; n++) nodes.push(await startNode(settings));
  return {
    database,
    redis,
    nodes,
    /** One more node, on a port of its own. */
    async startNode(more: Record<string, string> = {}): Promise<RunningNode> {
      const node = await startNode({ ...settings, env: { ...env, ...more } });
      nodes.push(node);
      return node;
    },
    async close(): Promise<void> {
      await Promise.all(nodes.map((node) => node.stop()));
      await redis.stop();
      await database.close();
    },
  };
}

/** An organization of one's own, set up through the API as an administrator would. */
export async function signUpClinic(nodeUrl: string, { timeZone = 'Europe/Berlin' } = {}) {
  const slug = `clinic-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const signedUp = await yes(
    apiOf(nodeUrl).post<Tokens & { organization: { id: string } }>('/organizations', {
      name: 'City Clinic',
      slug,
      time_zone: timeZone,
      owner: { name: 'Olivia Owner', email: `owner@${slug}.example`, password },
    }),
  );
  const owner = apiOf(nodeUrl, { token: signedUp.access_token });
  const office = await yes(owner.post<Office>('/offices', { name: 'Main Street', time_zone: timeZone }));
  let rooms = 0;

  return {
    slug,
    organizationId: signedUp.organization.id,
    officeId: office.id,
    owner,
    ownerToken: signedUp.access_token,
    email: `owner@${slug}.example`,
    password,
    /** Somebody of the staff, signed in; `on` is the node that answers. */
    async staff(
      on = nodeUrl,
      role = 'staff',
    ): Promise<Api & { token: string; id: string; email: string; password: string }> {
      const email = `${randomBytes(4).toString('hex')}@${slug}.example`;
      const user = await yes(owner.post<User>('/users', { name: 'Sam Staff', email, password, role }));
      const { access_token: token } = await yes(apiOf(on, { slug }).post<Tokens>('/auth/login', { email, password }));
      return { ...apiOf(on, { token }), token, id: user.id, email, password };
    },
    queue: (prefix: string, more: object = {}) =>
      yes(owner.post<Queue>('/queues', { name: `Queue ${prefix}`, prefix, office_id: office.id, ...more })),
    /** A counter that calls from these queues, opened by `who`. */
    async counter(queueIds: readonly string[], who: Api): Promise<string> {
      const { id } = await yes(owner.post<Counter>('/counters', { name: `Room ${++rooms}`, office_id: office.id }));
      await yes(who.put(`/counters/${id}/session`, { queue_ids: queueIds }));
      return id;
    },
    /** A screen or a tablet, paired as people do it: a code on the device, typed in by a manager. */
    async device(
      kind: 'display' | 'kiosk',
      queueIds: readonly string[],
      on = nodeUrl,
    ): Promise<Api & { token: string }> {
      const anybody = apiOf(on, { slug });
      const code = await yes(anybody.post<{ device_code: string; user_code: string }>('/device-codes'));
      await yes(
        owner.post('/devices/pairing', {
          user_code: code.user_code,
          name: `${kind} 1`,
          kind,
          office_id: office.id,
          queue_ids: queueIds,
        }),
      );
      const paired = await yes(
        anybody.post<{ device_token: string }>('/device-tokens', { device_code: code.device_code }),
      );
      return { ...apiOf(on, { token: paired.device_token }), token: paired.device_token };
    },
  };
}

export const join = (who: Api, queueId: string, body: object = {}) =>
  yes(who.post<Joined>(`/queues/${queueId}/entries`, body));
export const callNext = (who: Api, queueId: string, counterId: string) =>
  yes(who.post<Called>(`/queues/${queueId}/calls`, { counter_id: counterId }));
