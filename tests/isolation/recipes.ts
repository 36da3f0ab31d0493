import type { Route } from '../../server/http/route.ts';
import { pictures } from '../support/pictures.ts';
import { pushSubscription } from '../support/push-subscription.ts';
import { AROUND_THE_CLOCK, quarter } from './appointments-of.ts';
import { bodyOf, PASSWORD } from './body-of.ts';
import { NoRecipe, nobodysId, pluralOf, thingOf, USERS, type IdentityName, type World } from './world.ts';

/** How a route is asked where its path and its schemas do not say it all. */
export type Recipe = {
  /** Which thing stands in the path, where it has to be in a certain state: `entries:called`. */
  thing?: string;
  /** What is said beside, or instead of, what the schema of the body demands. */
  body?: (world: World, who: IdentityName) => Record<string, unknown>;
  query?: (world: World) => Record<string, string>;
  /** For whom alone it succeeds, of those who may; the others hear of a reason that has nothing to do with rights. */
  succeedsFor?: readonly IdentityName[];
  /** What is sent instead of JSON. */
  file?: () => { type: string; bytes: Uint8Array };
  /** Whoever knows these words is let in: the answer is for the one they belong to. */
  letsIn?: true;
};

/** By method and path. What is not here is asked with the thing that its path names and the body that its schema demands. */
export const RECIPES: Record<string, Recipe> = {
  'post /auth/login': { letsIn: true, body: (world) => ({ email: world.emails.get('staff'), password: PASSWORD }) },
  'post /auth/sign-in': { letsIn: true, body: (world) => ({ link_token: world.secrets.get('sign_in_link') }) },
  'post /auth/refresh': { letsIn: true, body: (world) => ({ refresh_token: world.secrets.get('refresh:viewer') }) },
  'delete /offices/:id': { thing: 'offices:spare' },
  'delete /providers/:id': { thing: 'providers:spare' },
  'delete /queues/:id': { thing: 'queues:spare' },
  // A key is nobody with an account.
  'get /auth/me': { succeedsFor: [...USERS, 'operator'] },
  'put /organization/logo': { file: () => ({ type: 'image/png', bytes: pictures.png(10, 10) }) },
  'delete /organization': { body: (world) => ({ confirm: world.slug }) },
  // No name server knows the made-up name.
  'post /domains/:id/verification': { succeedsFor: [] },
  // Everybody's own second factor is off, and no code is right.
  'put /account/otp': { body: () => ({ otp: '123456' }), succeedsFor: [] },
  'post /account/recovery-codes': { body: () => ({ otp: '123456' }), succeedsFor: [] },
  'delete /account/sessions/:id': { succeedsFor: ['owner'] },
  'post /auth/invitation': {
    letsIn: true,
    body: (world) => ({ invitation_token: world.secrets.get('invitation') }),
  },
  'post /auth/invitation/acceptance': {
    letsIn: true,
    body: (world) => ({ invitation_token: world.secrets.get('invitation') }),
  },
  'post /auth/password': { body: (world) => ({ reset_token: world.secrets.get('reset') }) },
  // One of several ways to say who.
  'post /patients/erasures': { body: (world) => ({ entry_id: thingOf(world, 'entries'), appointment_id: undefined }) },
  'post /devices/pairing': { body: (world) => ({ user_code: world.secrets.get('user_code') }) },
  'post /device-tokens': { body: (world) => ({ device_code: world.secrets.get('device_code') }) },
  'get /devices/self': { succeedsFor: ['display', 'kiosk'] },
  'put /devices/self/report': { succeedsFor: ['display', 'kiosk'] },
  'get /devices/self/messages': { succeedsFor: ['display', 'kiosk'] },
  'put /display-messages/:id/picture': { file: () => ({ type: 'image/png', bytes: pictures.png(10, 10) }) },
  'post /queues/:id/entries': { body: () => ({ patient_name: 'Somebody Else' }) },
  'post /queues/:id/calls': { body: (world) => ({ counter_id: thingOf(world, 'counters:open') }) },
  'post /entries/:id/calls': { body: (world) => ({ counter_id: thingOf(world, 'counters:open') }) },
  'post /entries/:id/recalls': { thing: 'entries:called' },
  'post /entries/:id/service': { thing: 'entries:called' },
  'post /entries/:id/completion': { thing: 'entries:serving' },
  'post /entries/:id/no-show': { thing: 'entries:called' },
  'post /entries/:id/return': { thing: 'entries:missed' },
  'post /entries/:id/parking': { thing: 'entries:serving' },
  'delete /entries/:id/parking': {
    thing: 'entries:parked',
    body: (world) => ({ counter_id: thingOf(world, 'counters:open') }),
  },
  'post /entries/:id/transfers': { body: (world) => ({ queue_id: thingOf(world, 'other_queues') }) },
  'post /entries/:id/undo': { thing: 'entries:serving', succeedsFor: ['owner'] },
  'delete /entries/:id': { body: () => ({ reason: 'test' }) },
  // Whoever may not take a counter over closes only the own one.
  'delete /counters/:id/session': { thing: 'counters:open', succeedsFor: ['owner', 'admin', 'manager'] },
  'post /track/:token/coming': { thing: 'track:called' },
  'post /track/:token/arrival': { thing: 'track:called' },
  'post /track/:token/return': { thing: 'track:called' },
  'post /schedules': {
    body: () => ({ effective_from: '2019-01-01', effective_until: '2019-12-31', hours: AROUND_THE_CLOCK }),
  },
  'post /schedule-exceptions': {
    body: () => ({ kind: 'closed', from_on: '2020-01-02', until_on: '2020-01-02' }),
  },
  'post /offices/:id/holidays': { file: () => ({ type: 'text/calendar', bytes: new TextEncoder().encode(HOLIDAYS) }) },
  'get /services/:id/slots': { query: daysAt },
  'get /providers/:id/slots': { query: (world) => ({ ...daysAt(world), service_id: thingOf(world, 'services') }) },
  'post /appointment-holds': { body: (world) => freeSlot(world) },
  'post /appointments': { body: (world) => ({ ...freeSlot(world), ...SOMEBODY }) },
  'post /appointment-series': { body: (world) => ({ ...freeSlot(world), ...SOMEBODY, rule: 'FREQ=DAILY;COUNT=2' }) },
  'put /appointments/:id/slot': { body: () => ({ starts_at: quarter(6) }) },
  'post /waitlist': { body: () => ({ ...SOMEBODY, wanted_from: '2026-01-01', wanted_until: '2100-01-01' }) },
  'post /check-ins': { succeedsFor: ['kiosk'], body: (world) => ({ code: world.secrets.get('booking_code') }) },
  'post /check-in-lookups': { succeedsFor: ['kiosk'], body: (world) => ({ code: world.secrets.get('booking_code') }) },
  // Whoever has the link is the person, or whom the person trusts.
  'get /bookings/:token': { letsIn: true },
  'get /bookings/:token/calendar.ics': { letsIn: true },
  'put /bookings/:token/slot': { letsIn: true, body: () => ({ starts_at: quarter(6) }) },
  'put /bookings/:token/reminders': { letsIn: true },
  'put /bookings/:token/push': { letsIn: true, body: () => ({ ...pushSubscription(), language: 'en' }) },
  'delete /bookings/:token/push': { letsIn: true, body: () => ({ endpoint: pushSubscription().endpoint }) },
  'delete /bookings/:token': { letsIn: true },
  'post /bookings/:token/arrival': { letsIn: true },
  'post /bookings/:token/acceptance': { letsIn: true, thing: 'bookings:offered' },
  'post /bookings/:token/refusal': { letsIn: true, thing: 'bookings:offered' },
  'post /bookings/:token/unsubscription': {
    file: () => ({
      type: 'application/x-www-form-urlencoded',
      bytes: new TextEncoder().encode('List-Unsubscribe=One-Click'),
    }),
  },
  'put /track/:token/push': { body: () => ({ ...pushSubscription(), language: 'en' }) },
};

const SOMEBODY = { patient_name: 'Somebody Else', email: 'somebody@example.org' };
const HOLIDAYS = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260101T000000Z'],
  ...['DTSTART;VALUE=DATE:20260101', 'SUMMARY:New Year', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

function daysAt(world: World): Record<string, string> {
  const today = new Date().toISOString().slice(0, 10);
  return { from: today, to: today, office_id: thingOf(world, 'offices') };
}

function freeSlot(world: World): Record<string, string> {
  return {
    service_id: thingOf(world, 'services'),
    office_id: thingOf(world, 'offices'),
    provider_id: thingOf(world, 'providers'),
    starts_at: quarter(7),
  };
}

export type Whose = 'own' | 'foreign' | 'missing';

/** One request, ready to be sent. */
export type Request = {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
  file: { type: string; bytes: Uint8Array } | undefined;
  /** What the asker itself says, and may hear again. */
  said: string[];
};

const keyOf = ({ method, path }: Route): string => `${method} ${path}`;
export const recipeOf = (route: Route): Recipe => RECIPES[keyOf(route)] ?? {};
export const hasIds = (route: Route): boolean => route.path.includes('/:');

/** What is asked of `whose` thing by somebody of `world`. @throws NoRecipe where nothing says how */
export function requestFor(route: Route, world: World, who: IdentityName, whose: Whose, other: World): Request {
  const said: string[] = [];
  const path = route.path.replaceAll(/\/([\w-]+)\/:\w+/g, (_match, kind: string) => {
    const id = idFor(route, kind, world, whose, other);
    said.push(id);
    return `/${kind}/${id}`;
  });
  if (path.includes('/:')) throw new NoRecipe(`say how to ask ${keyOf(route)} in tests/isolation/recipes.ts`);
  const query = new URLSearchParams(recipeOf(route).query?.(world)).toString();
  return {
    method: route.method.toUpperCase(),
    path: query === '' ? path : `${path}?${query}`,
    body: bodyFor(route, world, who),
    file: recipeOf(route).file?.(),
    said,
  };
}

function idFor(route: Route, kind: string, world: World, whose: Whose, other: World): string {
  const thing = thingIn(route, kind, world);
  if (whose === 'own') return thingOf(world, thing);
  if (whose === 'foreign') return thingOf(other, thing);
  const make = MISSING[kind];
  return make ? make(world) : nobodysId();
}

function thingIn(route: Route, kind: string, world: World): string {
  const wanted = recipeOf(route).thing ?? kind;
  if (!world.things.has(wanted))
    throw new NoRecipe(
      `say how to ask ${keyOf(route)} in tests/isolation/recipes.ts: there is nothing called ${wanted}`,
    );
  return wanted;
}

/** What has the right form and means nothing, where that is no uuid. */
const MISSING: Record<string, (world: World) => string> = {
  // A tracking link of the own organization for an entry that is not there.
  track: (world) => `${thingOf(world, 'track').slice(0, -4)}AAAA`,
  bookings: (world) => `${thingOf(world, 'bookings').slice(0, -4)}AAAA`,
  'appointment-holds': (world) => `${thingOf(world, 'appointment-holds').slice(0, -4)}AAAA`,
  calendars: (world) => `${thingOf(world, 'calendars').slice(0, -4)}AAAA`,
};

function bodyFor(route: Route, world: World, who: IdentityName): Record<string, unknown> | undefined {
  if (!route.body || recipeOf(route).file) return undefined;
  const given = recipeOf(route).body?.(world, who);
  const demanded = bodyOf(route.body, { word: 'word', idOf: (noun) => thingOf(world, pluralOf(noun)) });
  // Beside what is demanded a recipe's word counts; an id that it does not name is left as the schema has it.
  return { ...demanded, ...given };
}

/** The same body with one of its ids replaced, once for each id of a thing of this world that is in it. */
export function strangeBodies(
  body: Record<string, unknown>,
  world: World,
  other: World,
): { where: string; foreign: Record<string, unknown>; missing: Record<string, unknown>; said: string[] }[] {
  const kinds = new Map([...world.things].map(([kind, id]) => [id, kind]));
  return pathsOf(body)
    .filter(({ value }) => kinds.has(value))
    .map(({ where, value }) => {
      const foreign = thingOf(other, kinds.get(value) ?? '');
      const missing = nobodysId();
      return {
        where: where.join('.'),
        foreign: replaced(body, where, foreign),
        missing: replaced(body, where, missing),
        said: [foreign, missing],
      };
    });
}

function pathsOf(value: unknown, where: string[] = []): { where: string[]; value: string }[] {
  if (typeof value === 'string') return [{ where, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => pathsOf(inside, [...where, name]));
}

function replaced(body: Record<string, unknown>, where: readonly string[], by: string): Record<string, unknown> {
  const copy = structuredClone(body);
  let at: unknown = copy;
  for (const name of where.slice(0, -1)) at = (at as Record<string, unknown>)[name]; // pathsOf came this way
  (at as Record<string, unknown>)[where.at(-1) ?? ''] = by;
  return copy;
}
