import { permit } from '../../../models/rules/permissions.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { daysAfter, slotsOfAny, type FreeSlot, type SlotsAsked } from '../../../models/rules/slots.ts';
import type { Slots } from '../../../realtime/contract/resources/booking.ts';
import { isBound } from '../../commands/appointments/bookable.ts';
import type { Reading } from '../snapshot.ts';
import { busyTimes, slotTimes, type SlotTimes, type WantedTimes } from './slot-times.ts';

/**
 * Times that may be booked, of one provider or of whoever has the least to do on that day. Whoever passes by hears of what is
 * booked online, within notice and horizon; staff of everything.
 * @throws Refusal `not_found` where nobody offers it there, `invalid_input` for days in the wrong order or too many
 */
export async function freeSlots(tx: Reading, wanted: WantedTimes): Promise<Slots> {
  permit(tx.actor, 'appointment.book');
  requireFewDays(wanted);
  const times = await slotTimes(tx, wanted);
  const bound = isBound(tx);
  if (times === null || (bound && !times.policy.online)) throw new Refusal('not_found');
  const asked = {
    service_id: wanted.service_id,
    rules: { ...times.policy, duration: times.duration },
    time_zone: times.time_zone,
    from: wanted.from,
    to: wanted.to,
    now: tx.now,
    bound,
  };
  const free = slotsOfAny(times.providers, asked);
  return {
    time_zone: times.time_zone,
    office_id: wanted.office_id,
    data: free.map(answered),
    next_day: free.length > 0 ? null : await nextDay(tx, wanted, times, asked),
  };
}

const MOST_DAYS = 62;
/** Ahead at once: most find their day in the first step, and nobody reads two years of appointments for it. */
const FIRST_STEP = 14;

/** The first day after those that were asked for with a free time. Further and further ahead, as far as the horizon. */
async function nextDay(tx: Reading, wanted: WantedTimes, times: SlotTimes, asked: SlotsAsked): Promise<string | null> {
  const last = lastDay(times, daysAfter(localDay(tx.now, times.time_zone), times.policy.horizon));
  let from = daysAfter(wanted.to, 1);
  for (let step = FIRST_STEP; from <= last; step *= 2) {
    const reach = daysAfter(from, step - 1);
    const to = reach < last ? reach : last;
    const busy = await busyTimes(tx, { ...wanted, from, to });
    const providers = times.providers.map((provider) => ({ ...provider, busy: busy.get(provider.id) ?? [] }));
    const [first] = slotsOfAny(providers, { ...asked, from, to });
    if (first) return first.local.slice(0, 10);
    from = daysAfter(to, 1);
  }
  return null;
}

/** Nobody works after the last of all hours. */
function lastDay({ providers }: SlotTimes, horizon: string): string {
  const ends = providers.flatMap(({ schedules, exceptions }) => [
    ...schedules.map(({ effective_until }) => effective_until ?? horizon),
    ...exceptions.filter(({ kind }) => kind === 'open').map(({ until_on }) => until_on),
  ]);
  const end = ends.toSorted().at(-1) ?? '';
  return end < horizon ? end : horizon;
}

function requireFewDays({ from, to }: WantedTimes): void {
  const message = from > to ? 'must not be before the first day' : 'must be within 62 days of the first day';
  if (from <= to && to < daysAfter(from, MOST_DAYS)) return;
  throw new Refusal('invalid_input', undefined, [{ path: 'query.to', message }]);
}

function answered({ starts_at, ends_at, ...slot }: FreeSlot): Slots['data'][number] {
  return { ...slot, starts_at: new Date(starts_at).toISOString(), ends_at: new Date(ends_at).toISOString() };
}
