import { queueScopeOf } from '../../../models/rules/permissions.ts';
import type { Actor } from '../../../models/vocabulary.ts';

/**
 * Whose work is limited to queues sees the appointments that may come to one of these: of its office, and of its provider and its
 * service where it has them. For a query that names the appointments `a`.
 * @param own  the number of the parameter that holds `ownQueues`
 */
export function concernsAppointment(own: number): string {
  return `($${own}::uuid[] IS NULL OR EXISTS (SELECT FROM queues q WHERE q.organization_id = a.organization_id AND q.id = ANY ($${own})
    AND q.active AND q.office_id = a.office_id AND (q.provider_id IS NULL OR a.provider_id IS NULL OR q.provider_id = a.provider_id)
    AND (q.service_id IS NULL OR q.service_id = a.service_id)))`;
}

/** Null: everywhere. */
export function ownQueues(actor: Actor): readonly string[] | null {
  const own = queueScopeOf(actor);
  return own === 'all' ? null : own;
}
