import type { Booking } from '../../realtime/contract/resources/appointments.ts';
import type { Bookable } from '../../realtime/contract/resources/booking.ts';
import type { PartOfDay } from './parts-of-day.ts';
import { nobody, type PersonDraft } from './person-draft.ts';

export const ANYBODY = 'anybody';

/** A time that is kept while somebody types. */
export type HeldTime = Pick<Booking, 'starts_at' | 'ends_at' | 'expires_at' | 'provider' | 'provider_id'> & {
  token: string;
};

/** When somebody could come who waits for a time. */
export type Wishes = { from: string; until: string; part: PartOfDay | 'any' };

/** What somebody has chosen and typed so far. */
export type Draft = {
  serviceId: string | null;
  officeId: string | null;
  /** An id, or whoever is free first. */
  provider: string | null;
  day: string | null;
  startsAt: string | null;
  held: HeldTime | null;
  wishes: Wishes | null;
  person: PersonDraft;
  /** Of this one booking: sent twice, it is one appointment. */
  key: string;
};

export type OfferedService = Bookable['services'][number];

export function emptyDraft(key: string): Draft {
  return {
    serviceId: null,
    officeId: null,
    provider: null,
    day: null,
    startsAt: null,
    held: null,
    wishes: null,
    person: nobody(),
    key,
  };
}

export function serviceOf({ services }: Bookable, { serviceId }: Draft): OfferedService | null {
  return services.find(({ id }) => id === serviceId) ?? null;
}

export function officesOf(offer: Bookable, draft: Draft): Bookable['offices'] {
  const there = serviceOf(offer, draft)?.offices.map(({ id }) => id) ?? [];
  return offer.offices.filter(({ id }) => there.includes(id));
}

export function officeOf(offer: Bookable, draft: Draft): Bookable['offices'][number] | null {
  return officesOf(offer, draft).find(({ id }) => id === draft.officeId) ?? null;
}

export function providersOf(offer: Bookable, draft: Draft): Bookable['providers'] {
  const there = serviceOf(offer, draft)?.offices.find(({ id }) => id === draft.officeId)?.provider_ids ?? [];
  return offer.providers.filter(({ id }) => there.includes(id));
}

/** What leaves no choice is chosen; what is not offered any more is not. */
export function settled(offer: Bookable, draft: Draft): Draft {
  const serviceId = serviceOf(offer, draft)?.id ?? null;
  const offices = officesOf(offer, { ...draft, serviceId });
  const officeId = only(offices) ?? offices.find(({ id }) => id === draft.officeId)?.id ?? null;
  const providers = providersOf(offer, { ...draft, serviceId, officeId });
  const chosen = draft.provider === ANYBODY && providers.length > 1 ? ANYBODY : null;
  const provider = only(providers) ?? chosen ?? providers.find(({ id }) => id === draft.provider)?.id ?? null;
  return { ...draft, serviceId, officeId, provider };
}

function only(all: readonly { id: string }[]): string | null {
  const [first] = all;
  return first && all.length === 1 ? first.id : null;
}
