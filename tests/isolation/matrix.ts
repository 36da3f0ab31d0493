import { may } from '../../models/rules/permissions.ts';
import { KEY_PERMISSIONS } from '../../models/rules/permissions.ts';
import type { Actor } from '../../models/vocabulary.ts';
import type { Route } from '../../server/http/route.ts';
import { send, type Answer } from '../server/http/client.ts';
import { difference, everything, forbiddenTo, found, type Forbidden } from './received.ts';
import { hasIds, recipeOf, requestFor, strangeBodies, type Request } from './recipes.ts';
import { checksums } from './checksum.ts';
import type { Stage } from './stage.ts';
import { IDENTITIES, NoRecipe, type IdentityName, type World } from './world.ts';

/** Every route, asked by everybody of one world for its own, another's and nobody's things. Answers with all that was wrong. */
export async function runMatrix(
  stage: Stage,
  routes: readonly Route[],
  { own = true }: { own?: boolean } = {},
): Promise<{ violations: string[]; asked: number }> {
  const { world, other, bystander } = stage;
  const violations: string[] = [];
  let asked = 0;
  const present = IDENTITIES.filter((who) => who === 'passerBy' || world.credentials.has(who));
  const strangers = [other, bystander];
  const forbidden = new Map(present.map((who) => [who, forbiddenTo(who, world, strangers, stage.ids)]));
  const forbiddenInside = forbiddenTo('owner', world, strangers, stage.ids);

  async function ask(
    who: IdentityName,
    { method, path, body, file, said }: Request,
    words: Forbidden = forbidden.get(who) ?? [],
  ): Promise<Answer> {
    asked++;
    const answer = await send(stage.url, method, `/api/v1${path}`, {
      token: world.credentials.get(who),
      // Always the same, so that two answers can be equal to the byte.
      headers: { 'X-Tenant-ID': world.slug, 'X-Request-Id': 'isolation', ...(file && { 'Content-Type': file.type }) },
      ...((file ?? body) !== undefined && { body: file?.bytes ?? body }),
    });
    for (const what of found(everything(answer), words, said))
      violations.push(`${method} ${path} as ${who} received ${what}`);
    return answer;
  }

  async function askOwn(route: Route, who: IdentityName): Promise<void> {
    const request = requestFor(route, world, who, 'own', other);
    const { status, text } = await ask(who, request, recipeOf(route).letsIn && forbiddenInside);
    if (!isExpected(route, who, world, status))
      violations.push(`${nameOf(route)} as ${who}, own: ${status} ${text.slice(0, 300)}`);
  }

  async function askForeign(route: Route, who: IdentityName): Promise<void> {
    const [foreign, missing] = (['foreign', 'missing'] as const).map((whose) =>
      requestFor(route, world, who, whose, other),
    ) as [Request, Request]; // as many as words
    const answers = [await ask(who, foreign), await ask(who, missing)] as const;
    for (const { status, text } of answers) {
      if (!isRefused(route, who, world, status))
        violations.push(`${nameOf(route)} as ${who}, not the own: ${status} ${text.slice(0, 300)}`);
    }
    const told = difference(...answers, [...foreign.said, ...missing.said]);
    if (told !== '') violations.push(`${nameOf(route)} as ${who} tells foreign from missing: ${told}`);
  }

  async function askWithForeignWords(route: Route): Promise<void> {
    const request = requestFor(route, world, 'owner', 'own', other);
    for (const { where, foreign, missing, said } of strangeBodies(request.body ?? {}, world, other)) {
      const words = [...request.said, ...said];
      const answers = [
        await ask('owner', { ...request, body: foreign, said: words }),
        await ask('owner', { ...request, body: missing, said: words }),
      ] as const;
      for (const { status, text } of answers) {
        if (status < 400 || status >= 500)
          violations.push(`${nameOf(route)} with somebody else's ${where}: ${status} ${text.slice(0, 300)}`);
      }
      const told = difference(...answers, words);
      if (told !== '') violations.push(`${nameOf(route)} tells a foreign ${where} from a missing one: ${told}`);
    }
  }

  const theirs = () => checksums(stage.admin, stage.tables, [other.id, bystander.id]);
  let before = await theirs();
  for (const route of routes) {
    try {
      if (own) {
        stage.tampering.rehearse = true;
        await Promise.all(present.map((who) => askOwn(route, who)));
        stage.tampering.rehearse = false;
      }
      if (hasIds(route)) await Promise.all(present.map((who) => askForeign(route, who)));
      await askWithForeignWords(route);
    } catch (error) {
      if (!(error instanceof NoRecipe)) throw error;
      violations.push(error.message);
    } finally {
      stage.tampering.rehearse = false;
    }
    await stage.service.settled();
    const after = await theirs();
    for (const [table, sum] of after) {
      // Whose credential was shown elsewhere is told so.
      if (table === 'public.security_log' && isLink(route)) continue;
      if (before.get(table) !== sum) violations.push(`${nameOf(route)} changed another organization's ${table}`);
    }
    before = after;
  }
  return { violations: [...new Set(violations)], asked };
}

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;

/** A link's token is the credential itself, whoever else asks. */
const isLink = ({ path }: Route) => /^\/(?:track|bookings|appointment-holds)\/:token/.test(path);

function mayAsk(route: Route, who: IdentityName, world: World): boolean {
  if (isLink(route)) return true;
  if (who === 'expired') return false;
  return route.permission === 'public' || may(actorOf(who, world), route.permission);
}

function isExpected(route: Route, who: IdentityName, world: World, status: number): boolean {
  if (!mayAsk(route, who, world)) return status === refusalOf(who);
  const { succeedsFor } = recipeOf(route);
  if (who === 'limited' || (succeedsFor && !succeedsFor.includes(who))) return status < 500;
  return status === route.status;
}

function isRefused(route: Route, who: IdentityName, world: World, status: number): boolean {
  if (!mayAsk(route, who, world)) return status === refusalOf(who);
  // Whose work is limited to some queues is refused all others alike, there or not.
  if (who === 'limited' || who === 'display' || who === 'kiosk') return status === 404 || status === 403;
  return status === 404;
}

function refusalOf(who: IdentityName): number {
  return who === 'passerBy' || who === 'expired' ? 401 : 403;
}

function actorOf(who: IdentityName, { id: organizationId }: World): Actor {
  switch (who) {
    case 'owner':
    case 'admin':
    case 'manager':
    case 'staff':
    case 'viewer':
      return { kind: 'user', organizationId, id: '', role: who, queueIds: 'all' };
    case 'limited':
      return { kind: 'user', organizationId, id: '', role: 'staff', queueIds: [] };
    case 'apiKey':
      return { kind: 'api_key', organizationId, id: '', permissions: KEY_PERMISSIONS };
    case 'operator':
      return { kind: 'operator', organizationId, id: '', role: 'admin' };
    case 'display':
    case 'kiosk':
      return { kind: 'device', organizationId, id: '', device: who, officeId: '', queueIds: [] };
    case 'patient':
      return { kind: 'patient', organizationId, id: '', entryId: '' };
    case 'holder':
      return { kind: 'booking', organizationId, id: '' };
    case 'passerBy':
    case 'expired':
      return { kind: 'public', organizationId, id: null };
  }
}
