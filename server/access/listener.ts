import { may, OTHER_PERMISSIONS, permissionsOf, permit } from '../../models/rules/permissions.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor, QueueScope } from '../../models/vocabulary.ts';
import type { Listener } from '../../realtime/ports.ts';
import type { Doors } from '../doors.ts';
import { publicQueues } from '../queries/identity/public-queues.ts';
import type { NoticeForeign } from './foreign-credential.ts';
import { nobodyOf, type Identify, type Identity } from './identify.ts';
import { namedOrganization } from './named-organization.ts';
import { openOrganization } from './open-organization.ts';
import type { Organizations } from './organizations.ts';
import { createRecentAnswers } from './recent-answers.ts';

/** Anybody may come and go at a socket as often as they like: for so long their comings are one question. Less than a node thinks of a revocation. */
const KEEP_MS = 1_000;

/**
 * Who listens at the other end of a socket: the same credential as in a request, and what it may hear. Without one it is a
 * passer-by, who may watch the queues that anybody may join.
 */
export function createListener({
  identify,
  noticeForeign,
  organizations,
  doors,
}: {
  identify: Identify;
  noticeForeign: NoticeForeign;
  organizations: Organizations;
  doors: Doors;
}): (slug: string, token: string) => Promise<Listener> {
  const forPassersBy = createRecentAnswers<string[]>({ keepMs: KEEP_MS });
  return async (slug, token) => {
    const { id: organizationId } = openOrganization(await organizations.bySlug(slug));
    if (token === '') {
      const queueIds = await forPassersBy.get(organizationId, () =>
        doors.snapshot(nobodyOf(organizationId), publicQueues),
      );
      return { ...PASSER_BY, organization_id: organizationId, queue_ids: queueIds };
    }
    const named = namedOrganization(token);
    if (named === null) throw new Refusal('unauthenticated');
    if (named !== organizationId) {
      void noticeForeign(token).catch(() => undefined);
      throw new Refusal('wrong_organization');
    }
    return listening(await identify(token));
  };
}

const PASSER_BY = {
  kind: 'public',
  id: null,
  name: null,
  device: null,
  audience: 'public',
  permissions: OTHER_PERMISSIONS.public,
  expires_at: null,
} as const;

function listening({ actor, name, queueId, expiresAt }: Identity): Listener {
  if (actor.kind === 'system' || actor.kind === 'booking') throw new Refusal('unauthenticated');
  permit(actor, 'queue.watch');
  return {
    organization_id: actor.organizationId,
    kind: actor.kind,
    id: actor.id,
    name,
    device: actor.kind === 'device' ? actor.device : null,
    audience: may(actor, 'queue.watch_staff') ? 'staff' : 'public',
    permissions: permissionsOf(actor),
    queue_ids: queuesOf(actor, queueId),
    expires_at: expiresAt,
  };
}

function queuesOf(actor: Exclude<Actor, { kind: 'system' | 'booking' }>, queueId: string | null): QueueScope {
  switch (actor.kind) {
    case 'user':
    case 'device':
      return actor.queueIds;
    case 'api_key':
    case 'operator':
      return 'all';
    case 'patient':
    case 'public':
      return queueId === null ? [] : [queueId];
  }
}
