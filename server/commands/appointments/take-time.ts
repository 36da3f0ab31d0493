import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { freeAt, type FreeSlot, type ProviderTimes } from '../../../models/rules/slots.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { slotTimes } from '../../queries/slots/slot-times.ts';
import type { Writing } from '../transact.ts';
import { isBound, type Bookable } from './bookable.ts';
import { expireOverdue } from './expire-overdue.ts';

/** A provider's time as the row of an appointment holds it. */
export type TakenTime = Pick<AppointmentRow, 'seat' | 'capacity' | 'overbooked'> & {
  provider_id: string;
  starts_at: Date;
  ends_at: Date;
  busy_from: Date;
  busy_until: Date;
};

const MINUTE = 60_000;

/**
 * Finds whose time it will be: it has to be offered by the schedule and free. Of several providers the one who has the least to do
 * on that day. All of them have to be locked, so that what is free stays free.
 * @param bound  whether notice and horizon hold
 * @param overbook  beside what is there and outside the hours, where it is not free
 * @throws Refusal `slot_taken`, `slot_not_offered`, `not_permitted`
 */
export async function takeTime(
  tx: Writing,
  bookable: Bookable,
  {
    providerIds,
    startsAt,
    overbook = false,
    bound = isBound(tx),
  }: { providerIds: readonly string[]; startsAt: Date; overbook?: boolean; bound?: boolean },
): Promise<TakenTime> {
  if (overbook) permit(tx.actor, 'appointment.overbook');
  const { policy, duration } = bookable;
  const endsAt = new Date(startsAt.getTime() + duration * MINUTE);
  const time = {
    starts_at: startsAt,
    ends_at: endsAt,
    busy_from: new Date(startsAt.getTime() - policy.buffer_before * MINUTE),
    busy_until: new Date(endsAt.getTime() + policy.buffer_after * MINUTE),
    capacity: policy.capacity,
  };
  await expireOverdue(tx, { providerIds, from: time.busy_from, until: time.busy_until });
  const { providers, free } = await whoIsFree(tx, bookable, { providerIds, startsAt, bound });
  if (free) {
    const seat = await freeSeat(tx, bookable, free);
    return { ...time, provider_id: free.provider_id, seat, overbooked: false };
  }
  const provider = leastBusy(providers);
  if (overbook && provider && endsAt > tx.now) return { ...time, provider_id: provider.id, seat: 0, overbooked: true };
  throw whyNot(tx, bookable, { providers, startsAt, bound });
}

/**
 * The same without taking anything: whoever comes second for a time that everybody wants does not wait for a lock to hear so.
 * @throws Refusal `slot_taken`, `slot_not_offered`
 */
export async function requireFree(
  tx: Writing,
  bookable: Bookable,
  { providerIds, startsAt }: { providerIds: readonly string[]; startsAt: Date },
): Promise<void> {
  const bound = isBound(tx);
  const { providers, free } = await whoIsFree(tx, bookable, { providerIds, startsAt, bound });
  if (!free) throw whyNot(tx, bookable, { providers, startsAt, bound });
}

async function whoIsFree(
  tx: Writing,
  bookable: Bookable,
  { providerIds, startsAt, bound }: { providerIds: readonly string[]; startsAt: Date; bound: boolean },
): Promise<{ providers: ProviderTimes[]; free: FreeSlot | undefined }> {
  const providers = await timesOf(tx, bookable, { providerIds, startsAt });
  const [free] = freeAt(startsAt.getTime(), providers, askedOf(tx, bookable, bound));
  return { providers, free };
}

function whyNot(
  tx: Writing,
  bookable: Bookable,
  { providers, startsAt, bound }: { providers: readonly ProviderTimes[]; startsAt: Date; bound: boolean },
): Refusal {
  const unbooked = providers.map((times) => ({ ...times, busy: [] }));
  const isOffered = freeAt(startsAt.getTime(), unbooked, askedOf(tx, bookable, bound)).length > 0;
  return new Refusal(isOffered ? 'slot_taken' : 'slot_not_offered');
}

function askedOf(tx: Writing, { service_id, policy, duration, time_zone }: Bookable, bound: boolean) {
  return { service_id, rules: { ...policy, duration }, time_zone, now: tx.now, bound };
}

/** Of these and nobody else, who may not be locked. */
async function timesOf(
  tx: Writing,
  { service_id, office_id, time_zone }: Bookable,
  { providerIds, startsAt }: { providerIds: readonly string[]; startsAt: Date },
): Promise<ProviderTimes[]> {
  const day = localDay(startsAt, time_zone);
  const [only = null, ...others] = providerIds;
  const provider_id = others.length === 0 ? only : null;
  const times = await slotTimes(tx, { service_id, office_id, provider_id, from: day, to: day });
  return times?.providers.filter(({ id }) => providerIds.includes(id)) ?? [];
}

/** The first seat of a group that nobody has. */
async function freeSeat(tx: Writing, { service_id, policy }: Bookable, slot: FreeSlot): Promise<number> {
  if (policy.capacity === 1) return 0;
  const rows = await tx.query<{ seat: number }>({
    name: 'seats-taken',
    text: `SELECT seat FROM appointments
           WHERE organization_id = $1 AND provider_id = $2 AND service_id = $3 AND starts_at = $4 AND holds_time`,
    values: [tx.actor.organizationId, slot.provider_id, service_id, new Date(slot.starts_at)],
  });
  const taken = new Set(rows.map(({ seat }) => seat));
  for (let seat = 0; seat < policy.capacity; seat++) if (!taken.has(seat)) return seat;
  throw new Refusal('slot_taken');
}

function leastBusy(providers: readonly ProviderTimes[]): ProviderTimes | undefined {
  const minutes = ({ busy }: ProviderTimes) =>
    busy.reduce((sum, { starts_at, ends_at }) => sum + ends_at - starts_at, 0);
  return providers.toSorted((a, b) => minutes(a) - minutes(b))[0];
}
