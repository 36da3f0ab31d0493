import { z } from 'zod';
import {
  booking,
  cancelAppointment,
  moveAppointment,
  type Booking,
} from '../../../realtime/contract/resources/appointments.ts';
import { acceptOffer, refuseOffer } from '../../commands/appointments/answer-offer.ts';
import { cancelOwn } from '../../commands/appointments/cancel-own.ts';
import { moveOwn } from '../../commands/appointments/move-own.ts';
import { releaseHold } from '../../commands/appointments/release-hold.ts';
import type { Writing } from '../../commands/transact.ts';
import { ownBookingAnswer } from '../../queries/appointments/own-booking-answer.ts';
import { presentBooking } from '../present-booking.ts';
import { route, type Ask } from '../route.ts';
import { contentTag } from '../schemas.ts';

/** The token is the credential, which has been looked at before. */
const byToken = z.strictObject({ token: z.string() });
const { starts_at, provider_id, office_id } = moveAppointment.shape;
const moveBooking = z.strictObject({ starts_at, provider_id, office_id });
const cancelBooking = cancelAppointment.pick({ reason: true });

export const bookings = [
  route({
    method: 'delete',
    path: '/appointment-holds/:token',
    summary: 'Gives back a time that was kept',
    permission: 'appointment.follow',
    params: byToken,
    answers: { 204: null },
    run: ({ write }) => write(releaseHold),
  }),
  route({
    method: 'get',
    path: '/bookings/:token',
    summary: 'The own booking: when, where, and what may be done now',
    permission: 'appointment.follow',
    params: byToken,
    answers: { 200: booking },
    etag: contentTag,
    run: async (ask) => presentBooking(ask, await ask.read(ownBookingAnswer)),
  }),
  route({
    method: 'put',
    path: '/bookings/:token/slot',
    summary: 'Moves the own booking to another time',
    permission: 'appointment.follow',
    params: byToken,
    body: moveBooking,
    answers: { 200: booking },
    run: (ask, { body }) => bookingAfter(ask, (tx) => moveOwn(tx, body)),
  }),
  route({
    method: 'delete',
    path: '/bookings/:token',
    summary: 'Cancels the own booking, or waits for a time no longer',
    permission: 'appointment.follow',
    params: byToken,
    query: cancelBooking,
    body: cancelBooking,
    answers: { 200: booking },
    run: (ask, { query, body }) =>
      bookingAfter(ask, (tx) => cancelOwn(tx, { reason: body.reason ?? query.reason ?? null })),
  }),
  route({
    method: 'post',
    path: '/bookings/:token/acceptance',
    summary: 'Takes the time that was offered',
    permission: 'appointment.follow',
    params: byToken,
    answers: { 201: booking },
    run: (ask) => bookingAfter(ask, acceptOffer),
  }),
  route({
    method: 'post',
    path: '/bookings/:token/refusal',
    summary: 'Does not want the time that was offered, and waits for another',
    permission: 'appointment.follow',
    params: byToken,
    answers: { 201: booking },
    run: (ask) => bookingAfter(ask, refuseOffer),
  }),
];

/** The page shows at once what became of it. */
function bookingAfter(ask: Ask, command: (tx: Writing) => Promise<unknown>): Promise<Booking> {
  return ask.write(async (tx) => {
    await command(tx);
    return presentBooking(ask, await ownBookingAnswer(tx));
  });
}
