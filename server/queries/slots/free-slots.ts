import { permit } from '../../../models/rules/permissions.ts';
import { stretchesAfter, within, type Days } from '../../../models/rules/days-to-search.ts';
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
export async function freeSlots(tx: Reading, { from, to, ...whose }: WantedTimes): Promise<Slots> {
  permit(tx.actor, 'appointment.book');
  requireFewDays({ from, to });
  const wanted = { ...whose, ...within({ from, to }, EVER) };
  const times = await slotTimes(tx, wanted);
  const bound = isBound(tx);
  if (times === null || (bound && !times.policy.online)) throw new Refusal('not_found');
  const asked = {
    service_id: wanted.service_id,
    rules: { ...times.policy, duration: times.duration },
    time_zone: times.time_zone,
    // Nothing is free on days that are over.
    ...within(wanted, { from: localDay(tx.now, times.time_zone), to: EVER.to }),
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

/** Before anything that is booked, and after. What lies beyond the database does not know, nor do calendars. */
const EVER: Days = { from: '2000-01-01', to: '2199-12-31' };

/** The first day after those that were asked for with a free time, as far as the horizon. */
async function nextDay(tx: Reading, wanted: WantedTimes, times: SlotTimes, asked: SlotsAsked): Promise<string | null> {
  const today = localDay(tx.now, times.time_zone);
  const last = lastDay(times, daysAfter(today, times.policy.horizon));
  for (const days of stretchesAfter(wanted.to, { today, last })) {
    const busy = await busyTimes(tx, { ...wanted, ...days });
    const providers = times.providers.map((provider) => ({ ...provider, busy: busy.get(provider.id) ?? [] }));
    const [first] = slotsOfAny(providers, { ...asked, ...days });
    if (first) return first.local.slice(0, 10);
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

const MOST_DAYS = 62;

function requireFewDays({ from, to }: Days): void {
  const message = from > to ? 'must not be before the first day' : 'must be within 62 days of the first day';
  if (from <= to && (Date.parse(to) - Date.parse(from)) / DAY < MOST_DAYS) return;
  throw new Refusal('invalid_input', undefined, [{ path: 'query.to', message }]);
}

const DAY = 86_400_000;

function answered({ starts_at, ends_at, ...slot }: FreeSlot): Slots['data'][number] {
  return { ...slot, starts_at: new Date(starts_at).toISOString(), ends_at: new Date(ends_at).toISOString() };
}
