import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { languageFor } from '../../models/rules/language-for.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { LANGUAGES } from '../../models/vocabulary.ts';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import { nobodyOf } from '../access/identify.ts';
import { networkOf } from '../access/network-of.ts';
import { trackingToken } from '../access/tracking-token.ts';
import { joinQueue } from '../commands/entries/join-queue.ts';
import { joinableQueues } from '../queries/joinable-queues.ts';
import { bookableServices } from '../queries/slots/bookable-services.ts';
import { waitAt } from '../queries/wait-estimates.ts';
import { contextOf } from './context.ts';
import { claimFor } from './idempotency-key.ts';
import { joinPage, joinQueuePage } from './pages/join-page.ts';
import { requireOpen } from './require-open.ts';
import type { Service } from './route.ts';

const wish = z.strictObject({ key: z.string().min(16).max(64), language: z.enum(LANGUAGES) });
const asked = z.object({ id: z.uuid() });
/** What the page itself says when it is looked at again. */
const PASSING: readonly string[] = ['queue_closed', 'queue_full', 'not_possible_now'];

/** Where the sheet at the door leads: a passer-by takes a number with a phone that need not run a script. */
export function serveJoin({ access, estimates }: Service): Router {
  const router = express.Router();

  async function offered(organizationId: string): Promise<Joinable[]> {
    const queues = await access.doors.snapshot(nobodyOf(organizationId), joinableQueues);
    const waits = await Promise.all(queues.map(({ id }) => estimates.of(organizationId, id)));
    return queues.map((queue, index) => ({
      ...queue,
      wait: waitAt(waits[index]?.waits ?? null, queue.waiting + 1),
    }));
  }

  async function booksOnline(organizationId: string): Promise<boolean> {
    const { services } = await access.doors.snapshot(nobodyOf(organizationId), bookableServices);
    return services.length > 0;
  }

  function around(request: Request, response: Response) {
    const { organization, base } = contextOf(response);
    requireOpen(organization);
    if (!organization) throw new Refusal('unknown_organization');
    response.set('Cache-Control', 'no-store').set('X-Robots-Tag', 'noindex').type('html');
    return { organization, base, language: languageFor(request.acceptsLanguages(), organization.languages) };
  }

  router.get('/join', async (request, response) => {
    const place = around(request, response);
    const queues = await offered(place.organization.id);
    const [only] = queues;
    const offer = { booksOnline: await booksOnline(place.organization.id), ...place };
    response.send(only && queues.length === 1 ? joinQueuePage(only, false, offer) : joinPage(queues, offer));
  });

  router.get('/join/:id', async (request, response) => {
    const place = around(request, response);
    const queues = await offered(place.organization.id);
    const queue = queues.find(({ id }) => id === request.params.id);
    // Put out of use, or not for everybody any more: the sheet still hangs there.
    const offer = { booksOnline: await booksOnline(place.organization.id), ...place };
    response.send(queue ? joinQueuePage(queue, queues.length > 1, offer) : joinPage(queues, offer));
  });

  router.post('/join/:id', express.urlencoded({ extended: false, limit: 1_024 }), async (request, response) => {
    const { organization, base } = around(request, response);
    const params = asked.safeParse(request.params);
    const body = wish.safeParse(request.body);
    if (!params.success || !body.success || request.get('Sec-Fetch-Site') === 'cross-site')
      throw new Refusal('invalid_input');
    const { id } = params.data;
    const actor = nobodyOf(organization.id);
    await access.limits.spend('join', `${networkOf(request.ip ?? '')}:${id}`);
    const claim = claimFor(request, body.data.key, access.keys, actor, null);
    const from = { address: request.ip ?? null, requestId: contextOf(response).requestId, userAgent: null };
    try {
      // Reckoned before the queue is locked.
      const { waits } = await estimates.of(organization.id, id);
      const { answer } = await access.doors.once(
        actor,
        claim,
        async (tx) => {
          const { entry } = await joinQueue(tx, { queue_id: id, language: body.data.language }, waits);
          return { status: 303, body: { token: trackingToken(access.keys, organization.id, entry.id) } };
        },
        from,
      );
      response.redirect(303, `${base}/t/${answer.body.token}`);
    } catch (error) {
      if (!(error instanceof Refusal) || !PASSING.includes(error.code)) throw error;
      response.redirect(303, `${base}/join/${id}`);
    }
  });

  return router;
}
