import type { Booked, Booking } from '../../realtime/contract/resources/appointments.ts';
import { bookingToken } from '../access/booking-token.ts';
import { trackingToken } from '../access/tracking-token.ts';
import type { BookingFacts } from '../queries/appointments/booking-answer.ts';
import type { Ask } from './route.ts';

type Links = Pick<Ask, 'actor' | 'access' | 'home'>;

/** The booking with the link to the place in the queue, after check-in. */
export function presentBooking({ actor, access, home }: Links, facts: BookingFacts): Booking {
  const { entry_id: entryId, origin_id: _origin, language: _language, ...booking } = facts;
  const token = entryId === null ? null : trackingToken(access.keys, actor.organizationId, entryId);
  // What stands on a tablet at the entrance is read by whoever is next, and a link by whoever it was sent on to.
  const patient_name = actor.kind === 'device' || actor.kind === 'booking' ? null : booking.patient_name;
  return { ...booking, patient_name, tracking_url: token === null ? null : `${home}/t/${token}` };
}

/** The same with the booking's own link. */
export function presentBooked(links: Links, facts: BookingFacts): Booked {
  const token = bookingToken(links.access.keys, links.actor.organizationId, facts.origin_id);
  return {
    appointment: presentBooking(links, facts),
    booking_token: token,
    booking_url: `${links.home}/b/${token}`,
  };
}
