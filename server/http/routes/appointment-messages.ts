import { z } from 'zod';
import { appointmentMessage, booking, remindersWanted } from '../../../realtime/contract/resources/appointments.ts';
import { subscribeToPushes, unsubscribeFromPushes } from '../../../realtime/contract/resources/pushes.ts';
import { wantReminders } from '../../commands/appointments/want-reminders.ts';
import { subscribeBooking } from '../../commands/pushes/subscribe-booking.ts';
import { unsubscribeBooking } from '../../commands/pushes/unsubscribe-booking.ts';
import { appointmentMessages as messagesOf } from '../../queries/appointments/appointment-messages.ts';
import { ownBookingAnswer } from '../../queries/appointments/own-booking-answer.ts';
import { presentBooking } from '../present-booking.ts';
import { requirePushService } from '../push-door.ts';
import { route } from '../route.ts';
import { byId } from '../schemas.ts';

/** The token is the credential, which has been looked at before. */
const byToken = z.strictObject({ token: z.string() });
/** What mail programs say, in one form or the other (RFC 8058). */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

export const appointmentMessages = [
  route({
    method: 'get',
    path: '/appointments/:id/messages',
    summary: 'What the person was told, by which way, and what came of it',
    permission: 'appointment.read',
    params: byId,
    answers: { 200: z.object({ data: z.array(appointmentMessage) }) },
    run: async ({ read }, { params }) => ({ data: await read((tx) => messagesOf(tx, params.id)) }),
  }),
  route({
    method: 'put',
    path: '/bookings/:token/reminders',
    summary: 'Wants to be reminded, or not; of a series, of all of it',
    permission: 'appointment.follow',
    params: byToken,
    body: remindersWanted,
    answers: { 200: booking },
    run: (ask, { body }) =>
      ask.write(async (tx) => {
        await wantReminders(tx, body);
        return presentBooking(ask, await ownBookingAnswer(tx));
      }),
  }),
  route({
    method: 'post',
    path: '/bookings/:token/unsubscription',
    summary: 'Ends the reminders with one tap in a mail program, without a page',
    permission: 'appointment.follow',
    params: byToken,
    takes: { types: FORMS, mostBytes: 1024 },
    body: z.custom<Buffer>(Buffer.isBuffer, 'must be a form').meta({ type: 'string', format: 'binary' }),
    answers: { 204: null },
    run: ({ write }) => write((tx) => wantReminders(tx, { reminders: false })),
  }),
  route({
    method: 'put',
    path: '/bookings/:token/push',
    summary: 'Wants to be told of the appointment while the page is closed',
    permission: 'appointment.follow',
    params: byToken,
    body: subscribeToPushes,
    answers: { 204: null },
    limit: { name: 'push', key: ({ actor }) => (actor.kind === 'booking' ? actor.id : null) },
    run: async (ask, { body }) => {
      requirePushService(ask.push, body.endpoint);
      await ask.write((tx) => subscribeBooking(tx, body));
    },
  }),
  route({
    method: 'delete',
    path: '/bookings/:token/push',
    summary: 'This browser is told of the appointment no longer',
    permission: 'appointment.follow',
    params: byToken,
    body: unsubscribeFromPushes,
    answers: { 204: null },
    run: ({ write }, { body }) => write((tx) => unsubscribeBooking(tx, body)),
  }),
];
