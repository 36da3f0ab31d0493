import { randomUUID } from 'node:crypto';
import { KEY_PERMISSIONS } from '../../models/rules/permissions.ts';
import { ROUTES } from '../../server/http/routes/all-routes.ts';
import { send, type Answer, type Json } from '../server/http/client.ts';
import { pictures } from '../support/pictures.ts';
import { AROUND_THE_CLOCK, bookEverything, morningZone, QUARTERS } from './appointments-of.ts';
import { bodyOf, PASSWORD } from './body-of.ts';
import { newMarks, type Marks } from './marks.ts';

/** One organization with one of everything, and somebody of every kind who asks. */
export type World = {
  name: string;
  id: string;
  slug: string;
  marks: Marks;
  /** The ids of its things, by the word that stands before them in a path: `queues`, and `entries:called`. */
  things: Map<string, string>;
  /** The credential of everybody who has one. */
  credentials: Map<IdentityName, string>;
  /** The e-mail addresses of its accounts. */
  emails: Map<IdentityName, string>;
  /** A token that works once, by what it is for. */
  secrets: Map<string, string>;
};

export const USERS = ['owner', 'admin', 'manager', 'staff', 'viewer', 'limited'] as const;
export const IDENTITIES = [
  ...USERS,
  'apiKey',
  'display',
  'kiosk',
  'patient',
  'holder',
  'passerBy',
  'operator',
  'expired',
] as const;
export type IdentityName = (typeof IDENTITIES)[number];

const routes = Object.values(ROUTES).flat();
export const hasRoute = (method: string, path: string): boolean =>
  routes.some((route) => route.method === method && route.path === path);

/** What belongs before the door: everybody may read it. All other texts are the staff's own. */
const PUBLIC_THINGS = new Set(['offices', 'providers', 'services', 'queues', 'counters', 'devices']);

/** Where the singular is not the plural without its s. */
const PLURALS: Record<string, string> = { entry: 'entries', other_queue: 'other_queues' };
export const pluralOf = (noun: string): string => PLURALS[noun] ?? `${noun}s`;

export class NoRecipe extends Error {}

/** The thing that an id stands for. @throws NoRecipe with what to write where */
export function thingOf(world: World, kind: string): string {
  const id = world.things.get(kind);
  if (id === undefined) throw new NoRecipe(`say how to make one of /${kind} in tests/isolation/world.ts`);
  return id;
}

/** What a world is opened with, apart from the service's address. */
export type Hands = {
  /** The largest plan, and what was exported may be closed. */
  allowEverything(organizationId: string): Promise<void>;
  /** A sign-in without a password, which is dear to check. */
  linkFor(organizationId: string, userId: string): string;
};

export async function openWorld(url: string, letter: string, { allowEverything, linkFor }: Hands): Promise<World> {
  const marks = newMarks(letter);
  const slug = `${marks.public}-clinic`;
  const emailOf = (who: string) => `${who}.${marks.inner}@${marks.inner}.example`;
  const signedUp = await expectYes(
    send(url, 'POST', '/api/v1/organizations', {
      body: {
        name: `${marks.public} clinic`,
        slug,
        time_zone: 'Europe/Berlin',
        owner: { name: `${marks.inner} owner`, email: emailOf('owner'), password: PASSWORD },
      },
    }),
  );
  const world: World = {
    name: letter,
    id: signedUp.organization.id,
    slug,
    marks,
    things: new Map(),
    credentials: new Map([['owner', signedUp.access_token]]),
    emails: new Map([['owner', emailOf('owner')]]),
    secrets: new Map(),
  };
  await allowEverything(world.id);
  await furnish(url, world, linkFor);
  return world;
}

/** Asks as somebody of this world. */
export async function askAs(
  url: string,
  world: World,
  who: IdentityName,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return send(url, method, `/api/v1${path}`, {
    token: world.credentials.get(who),
    headers: { 'X-Tenant-ID': world.slug },
    ...(body !== undefined && { body }),
  });
}

async function furnish(url: string, world: World, linkFor: Hands['linkFor']): Promise<void> {
  const { marks, things, credentials, emails, secrets } = world;
  const as = async (who: IdentityName, method: string, path: string, body?: unknown): Promise<Json> =>
    expectYes(askAs(url, world, who, method, path, body));
  const owner = (method: string, path: string, body?: unknown) => as('owner', method, path, body);
  const make = async (kind: string, given: object = {}): Promise<string> => {
    const made = await owner('POST', `/${kind}`, { ...madeUp(world, `/${kind}`, markOf(world, kind)), ...given });
    return idIn(made, kind);
  };
  const furnishOne = async (kind: string, given?: object) => void things.set(kind, await make(kind, given));

  await furnishOne('offices', { time_zone: morningZone() });
  await furnishOne('services', QUARTERS);
  await furnishOne('providers', { offices: [{ id: thingOf(world, 'offices') }] });
  await furnishOne('schedules', { effective_from: '2020-01-01', hours: AROUND_THE_CLOCK });
  await furnishOne('schedule-exceptions', { kind: 'closed', from_on: '2020-01-01', until_on: '2020-01-01' });
  await furnishOne('queues', { public_join: true, policy: { recall_pause: 0 } });
  things.set('other_queues', await make('queues'));
  for (const kind of ['offices', 'providers', 'queues']) things.set(`${kind}:spare`, await make(kind));
  await bookEverything(world, owner, {
    service_id: thingOf(world, 'services'),
    office_id: thingOf(world, 'offices'),
    provider_id: thingOf(world, 'providers'),
  });
  await furnishOne('counters');
  for (const who of USERS.slice(1)) {
    const email = emailOf(who, marks);
    const scope =
      who === 'limited' ? { office_ids: [], queue_ids: [thingOf(world, 'other_queues')] } : NOWHERE_IN_PARTICULAR;
    const role = who === 'limited' ? 'staff' : who;
    const id = await make('users', { name: `${marks.inner} ${who}`, email, role, ...scope });
    things.set('users', id);
    things.set(`users:${who}`, id);
    emails.set(who, email);
    const link = { link_token: linkFor(world.id, id) };
    const tokens = await expectYes(askAs(url, world, 'passerBy', 'POST', '/auth/sign-in', link));
    credentials.set(who, tokens.access_token);
    secrets.set(`refresh:${who}`, tokens.refresh_token);
  }

  // One entry in every state that a route wants, each at a counter of its own.
  const queue = thingOf(world, 'queues');
  let people = 0;
  const join = async (): Promise<Json> => {
    people++;
    return owner('POST', `/queues/${queue}/entries`, {
      patient_name: `${marks.patient} name`,
      note: `${marks.patient} note`,
      phone: `+${marks.phone}${people}`,
      email: `${marks.patient}${people}@example.org`,
    });
  };
  const openCounter = async (kind: string): Promise<string> => {
    const id = await make('counters');
    await owner('PUT', `/counters/${id}/session`, { queue_ids: [queue] });
    things.set(kind, id);
    return id;
  };
  const callAt = async (kind: string): Promise<string> => {
    const counter = await openCounter(`counters:${kind}`);
    const { entry, tracking_token: token } = await join();
    await owner('POST', `/entries/${entry.id}/calls`, { counter_id: counter, reason: 'test' });
    things.set(`entries:${kind}`, entry.id);
    things.set(`track:${kind}`, token);
    return entry.id;
  };
  await callAt('called');
  await owner('POST', `/entries/${await callAt('serving')}/service`);
  const parked = await callAt('parked');
  await owner('POST', `/entries/${parked}/service`);
  await owner('POST', `/entries/${parked}/parking`);
  await owner('POST', `/entries/${await callAt('missed')}/no-show`);
  await openCounter('counters:open');
  // Waiting, twice: a list that can be read page by page.
  const { tracking_token: trackingToken, entry: waiting } = await join();
  await join();
  things.set('entries', waiting.id);
  things.set('track', trackingToken);
  credentials.set('patient', trackingToken);

  for (const kind of ['display', 'kiosk'] as const) {
    const code = await expectYes(askAs(url, world, 'passerBy', 'POST', '/device-codes'));
    const made = await owner('POST', '/devices/pairing', {
      user_code: code.user_code,
      name: `${marks.public} ${kind}`,
      kind,
      office_id: thingOf(world, 'offices'),
      queue_ids: [queue],
    });
    things.set('devices', idIn(made, 'devices'));
    const paired = await expectYes(
      askAs(url, world, 'passerBy', 'POST', '/device-tokens', { device_code: code.device_code }),
    );
    credentials.set(kind, paired.device_token);
  }
  const fresh = await expectYes(askAs(url, world, 'passerBy', 'POST', '/device-codes'));
  secrets.set('user_code', fresh.user_code);
  const other = await expectYes(askAs(url, world, 'passerBy', 'POST', '/device-codes'));
  await owner('POST', '/devices/pairing', {
    user_code: other.user_code,
    name: `${marks.public} waiting`,
    kind: 'display',
    office_id: thingOf(world, 'offices'),
    queue_ids: [queue],
  });
  secrets.set('device_code', other.device_code);

  const key = await owner('POST', '/api-keys', { name: `${marks.inner} key`, scopes: KEY_PERMISSIONS });
  things.set('api-keys', idIn(key, 'api-keys'));
  credentials.set('apiKey', key.key);
  const invited = await owner('POST', '/invitations', {
    email: `invited.${marks.inner}@${marks.inner}.example`,
    name: `${marks.inner} invited`,
    role: 'viewer',
  });
  things.set('invitations', idIn(invited, 'invitations'));
  secrets.set('invitation', invited.link.split('=').at(-1));
  const reset = await owner('POST', `/users/${thingOf(world, 'users:viewer')}/password-reset`);
  secrets.set('reset', reset.link.split('=').at(-1));
  const sessions = await owner('GET', '/account/sessions');
  things.set('sessions', sessions.data[0].id);
  const logo = { 'X-Tenant-ID': world.slug, 'Content-Type': 'image/png' };
  await expectYes(
    send(url, 'PUT', '/api/v1/organization/logo', {
      token: credentials.get('owner'),
      headers: logo,
      body: pictures.png(10, 10),
    }),
  );

  const message = await owner('POST', '/display-messages', {
    name: marks.inner,
    texts: { en: marks.public },
    office_id: thingOf(world, 'offices'),
    queue_ids: [thingOf(world, 'queues')],
  });
  things.set('display-messages', message.id);
  const poster = await expectYes(
    send(url, 'PUT', `/api/v1/display-messages/${message.id}/picture`, {
      token: credentials.get('owner'),
      headers: logo,
      body: pictures.png(10, 10),
    }),
  );
  things.set('display-pictures', poster.picture_url.split('=').at(-1));

  // Whatever else has ids in its paths and is made by a POST to its collection.
  for (const { path } of routes) {
    for (const [, base = '', kind = ''] of path.matchAll(/^((?:\/[\w-]+)*?\/([\w-]+))\/:/g)) {
      if (things.has(kind) || !hasRoute('post', base)) continue;
      const made = await owner('POST', base, madeUp(world, base, markOf(world, kind)));
      things.set(kind, idIn(made, kind));
    }
  }
}

const NOWHERE_IN_PARTICULAR = { office_ids: [], queue_ids: [] };
const emailOf = (who: string, marks: Marks) => `${who}.${marks.inner}@${marks.inner}.example`;

function markOf({ marks }: World, kind: string): string {
  return PUBLIC_THINGS.has(kind) ? marks.public : marks.inner;
}

/** A body for the POST of this path, out of its own schema. */
function madeUp(world: World, path: string, word: string): Record<string, unknown> {
  const route = routes.find((one) => one.method === 'post' && one.path === path);
  if (!route?.body) return {};
  return bodyOf(route.body, { word, idOf: (noun) => thingOf(world, pluralOf(noun)) });
}

/** The id of what was made, which may lie one level down beside a secret that is shown once. */
function idIn(made: Json, kind: string): string {
  const found = made?.id ?? Object.values(made ?? {}).find((value) => typeof (value as Json)?.id === 'string');
  const id: unknown = typeof found === 'string' ? found : found?.id;
  if (typeof id !== 'string')
    throw new NoRecipe(`say where the id of a new one of /${kind} is in tests/isolation/world.ts`);
  return id;
}

export async function expectYes(asked: Promise<Answer>): Promise<Json> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** Nothing anywhere has this id. */
export const nobodysId = (): string => randomUUID();
