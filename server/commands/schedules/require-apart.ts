import type { ScheduleRow } from '../../../models/schedule.ts';
import { firstOverlap, type HoursSomewhere } from '../../../models/rules/overlapping-hours.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

type Elsewhere = HoursSomewhere & { id: string; office: string };

/** Nobody works in two places, or twice in one, at once. Asked for once it is written. @throws Refusal `invalid_input` */
export async function requireApart(tx: Writing, { id, provider_id }: ScheduleRow): Promise<void> {
  const all = await tx.query<Elsewhere>({
    name: 'schedules-of-provider',
    text: `SELECT h.id, h.effective_from, h.effective_until, h.hours, o.time_zone, o.name AS office
           FROM schedules h JOIN offices o ON o.organization_id = h.organization_id AND o.id = h.office_id
           WHERE h.organization_id = $1 AND h.provider_id = $2 AND h.active ORDER BY h.id`,
    values: [tx.actor.organizationId, provider_id],
  });
  const own = all.find((one) => one.id === id);
  if (!own) return;
  for (const other of all) {
    const day = other === own ? null : firstOverlap(own, other);
    if (day === null) continue;
    const message = `overlaps with the provider's hours at ${other.office}, first on ${day}`;
    throw new Refusal('invalid_input', undefined, [{ path: 'body.hours', message }]);
  }
}
