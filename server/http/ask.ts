import type { Request, Response } from 'express';
import { Refusal, type RefusalCode } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { homeOf } from '../access/home.ts';
import { nobodyOf } from '../access/identify.ts';
import type { Keys } from '../access/keys.ts';
import { networkOf } from '../access/network-of.ts';
import type { Writing } from '../commands/transact.ts';
import { contextOf, type Context } from './context.ts';
import { refusalOf } from './errors.ts';
import { claimFor, idempotencyKeyOf } from './idempotency-key.ts';
import { newOrganizationId } from './new-organization-id.ts';
import { refreshCookie } from './refresh-cookie.ts';
import type { Ask, Route, Service } from './route.ts';

/** Enough to know one's own browser again. */
const LONGEST_USER_AGENT = 300;

/** What a route is handed, out of what the middlewares have found out. */
export function askOf(route: Route, service: Service, request: Request, response: Response): Ask {
  const context = contextOf(response);
  const key = idempotencyKeyOf(request);
  const { tally } = service;
  const { keys, doors } = service.access;
  const actor = actorOf(route, context, keys, key);
  const userAgent = request.get('User-Agent')?.slice(0, LONGEST_USER_AGENT) ?? null;
  const from = { address: request.ip ?? null, requestId: context.requestId, userAgent };
  const cookie = refreshCookie(request, response, context.organization?.slug ?? null);
  return {
    actor,
    get organization() {
      if (context.organization === null) throw new Error('a route of no organization asked for its organization');
      return context.organization;
    },
    sessionId: context.identity?.sessionId ?? null,
    credential: context.credential,
    access: service.access,
    estimates: service.estimates,
    live: service.live,
    sendMail: service.sendMail,
    push: service.push,
    afterwards: service.afterwards,
    multiTenant: service.multiTenant,
    signUp: service.signUp,
    site: service.site,
    txtRecords: service.txtRecords,
    pages: service.pages,
    tally,
    get home() {
      if (context.organization === null) throw new Error('a route of no organization asked for its home');
      return homeOf(context.organization, service.site, { ...context, secure: request.secure });
    },
    address: networkOf(request.ip ?? ''),
    from,
    expected: expectedRevision(request),
    cookie,
    read: (query) => doors.snapshot(actor, query),
    report: (query) => doors.report(actor, query),
    async write(command) {
      const counted = (outcome: 'done' | 'replayed' | RefusalCode) => tally?.commanded(context.route ?? '', outcome);
      try {
        const { replayed, body } = await carryOut(command);
        counted(replayed ? 'replayed' : 'done');
        return body;
      } catch (error) {
        counted(refusalOf(error).code);
        throw error;
      }
    },
  };

  /**
   * Nothing is begun for somebody who has gone: while this waited for the database they asked again, perhaps another node, and were told
   * what is so.
   */
  async function carryOut<T>(command: (tx: Writing) => Promise<T>): Promise<{ replayed: boolean; body: T }> {
    const whileThere = (tx: Writing): Promise<T> => {
      if (response.destroyed) throw new Refusal('unavailable', 'Whoever asked has gone.');
      return command(tx);
    };
    if (key === null) return { replayed: false, body: await doors.transact(actor, whileThere, from) };
    const claim = claimFor(request, key, keys, actor, route.readsCookie === true ? cookie.read() : null);
    const { replayed, answer } = await doors.once(
      actor,
      claim,
      async (tx) => ({
        status: route.status,
        body: await whileThere(tx),
      }),
      from,
    );
    if (replayed) response.set('Idempotency-Replayed', 'true');
    return { replayed, body: answer.body };
  }
}

/** @throws Refusal `unknown_organization`, or `unauthenticated` where only somebody known may ask */
function actorOf(route: Route, { organization, identity }: Context, keys: Keys, key: string | null): Actor {
  if (route.organization === 'new') return nobodyOf(newOrganizationId(keys, key));
  if (organization) return identity?.actor ?? nobodyOf(organization.id);
  if (route.permission !== 'public') throw new Refusal('unauthenticated');
  throw new Refusal(
    'unknown_organization',
    'Say which organization: by its own host, /o/<slug>/ before the path, the header X-Tenant-ID, or tenant_id in the query.',
  );
}

/** `"3"` is what we send; whatever else is wanted, nothing here has it. */
function expectedRevision(request: Request): number | null {
  const wanted = request.get('If-Match');
  if (wanted === undefined || wanted.trim() === '*') return null;
  const revision = /^"(\d{1,9})(?:\.[\w-]*)?"$/.exec(wanted.trim())?.[1];
  return revision === undefined ? -1 : Number(revision);
}
