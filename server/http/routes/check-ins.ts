import { checkedIn, type CheckedIn } from '../../../realtime/contract/resources/appointments.ts';
import { checkIn } from '../../commands/appointments/check-in.ts';
import { bookingAnswer } from '../../queries/appointments/booking-answer.ts';
import { queueForAppointment } from '../../queries/appointments/queue-for-appointment.ts';
import { trackingToken } from '../../access/tracking-token.ts';
import { presentBooking } from '../present-booking.ts';
import { route, type Ask } from '../route.ts';
import { byId } from '../schemas.ts';

export const checkIns = [
  route({
    method: 'post',
    path: '/appointments/:id/check-in',
    summary: 'The person is here: takes a place in the queue by the booked time',
    permission: 'appointment.check_in',
    params: byId,
    answers: { 201: checkedIn },
    run: (ask, { params }) => checkInNow(ask, params.id),
  }),
];

/** The place in the queue, and the link to it. */
async function checkInNow(ask: Ask, appointmentId: string): Promise<CheckedIn> {
  const { read, write, estimates, actor, access, home } = ask;
  const queueId = await read((tx) => queueForAppointment(tx, appointmentId));
  // Reckoned before the queue is locked: a hundred futures take longer than a lock should.
  const { waits } = await estimates.of(actor.organizationId, queueId);
  return write(async (tx) => {
    const { appointment, entry } = await checkIn(tx, { appointment_id: appointmentId, queue_id: queueId }, waits);
    const token = trackingToken(access.keys, actor.organizationId, entry.id);
    const facts = await bookingAnswer(tx, appointment.origin_id);
    return {
      appointment: presentBooking(ask, facts),
      entry,
      tracking_token: token,
      tracking_url: `${home}/t/${token}`,
    };
  });
}
