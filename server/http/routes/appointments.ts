import { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import { APPOINTMENT_STATUSES } from '../../../models/vocabulary.ts';
import {
  appointment,
  backfillFigures,
  bookAppointment,
  booked,
  bookedSeries,
  bookSeries,
  cancelAppointment,
  held,
  holdSlot,
  joinWaitlist,
  moveAppointment,
} from '../../../realtime/contract/resources/appointments.ts';
import { readBookingToken } from '../../access/booking-token.ts';
import { bookAppointment as book, bookHold } from '../../commands/appointments/book-appointment.ts';
import { bookSeries as series } from '../../commands/appointments/book-series.ts';
import { cancelAppointment as cancel } from '../../commands/appointments/cancel-appointment.ts';
import { holdSlot as hold } from '../../commands/appointments/hold-slot.ts';
import { joinWaitlist as wait } from '../../commands/appointments/join-waitlist.ts';
import { markNoShow } from '../../commands/appointments/mark-no-show.ts';
import { moveAppointment as move } from '../../commands/appointments/move-appointment.ts';
import { appointmentAnswer } from '../../queries/appointments/appointment-answer.ts';
import { appointment as one } from '../../queries/appointments/appointment.ts';
import { appointments as list } from '../../queries/appointments/appointments.ts';
import { backfillFigures as figures } from '../../queries/appointments/backfill-figures.ts';
import { bookingAnswer, bookingAnswers } from '../../queries/appointments/booking-answer.ts';
import { waitlist } from '../../queries/appointments/waitlist.ts';
import { presentBooked } from '../present-booking.ts';
import { route, type Ask } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';

/** Several, with commas between them. */
const statuses = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(APPOINTMENT_STATUSES)));

const passersBy = ({ actor, address }: Ask) => (actor.kind === 'public' ? address : null);

export const appointments = [
  route({
    method: 'post',
    path: '/appointment-holds',
    summary: 'Keeps a time for some minutes while somebody types',
    permission: 'appointment.book',
    body: holdSlot,
    limit: { name: 'hold', key: passersBy },
    answers: { 201: held },
    run: (ask, { body }) =>
      ask.write(async (tx) => {
        const { origin_id } = await hold(tx, body);
        const { booking_token: hold_token, appointment: kept } = presentBooked(ask, await bookingAnswer(tx, origin_id));
        return { appointment: kept, hold_token };
      }),
  }),
  route({
    method: 'post',
    path: '/appointments',
    summary: 'Books a time, one that was kept or one that is free',
    permission: 'appointment.book',
    body: bookAppointment,
    limit: { name: 'book', key: passersBy },
    answers: { 201: booked },
    run: (ask, { body }) =>
      ask.write(async (tx) => {
        const row =
          'hold_token' in body
            ? await bookHold(tx, { ...body, origin_id: originOf(ask, body.hold_token) })
            : await book(tx, body);
        return presentBooked(ask, await bookingAnswer(tx, row.origin_id));
      }),
  }),
  route({
    method: 'post',
    path: '/appointment-series',
    summary: 'Books a time that repeats; at most 52 within a year',
    permission: 'appointment.change',
    body: bookSeries,
    answers: { 201: bookedSeries },
    run: (ask, { body }) =>
      ask.write(async (tx) => {
        const { series_id, origin_ids, skipped } = await series(tx, body);
        const bookings = await bookingAnswers(tx, origin_ids);
        return { series_id, skipped, booked: bookings.map((facts) => presentBooked(ask, facts)) };
      }),
  }),
  route({
    method: 'get',
    path: '/appointments',
    summary: 'Lists appointments in the order of time; days are those of each office',
    permission: 'appointment.read',
    query: listQuery.extend({
      office_id: z.uuid().optional(),
      provider_id: z.uuid().optional(),
      service_id: z.uuid().optional(),
      series_id: z.uuid().optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      status: statuses.optional(),
      q: z.string().trim().min(2).max(120).optional(),
    }),
    answers: { 200: listOf(appointment) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => list(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'get',
    path: '/appointments/:id',
    summary: 'Reads an appointment',
    permission: 'appointment.read',
    params: byId,
    answers: { 200: appointment },
    run: ({ read }, { params }) => read((tx) => one(tx, params.id)),
  }),
  route({
    method: 'put',
    path: '/appointments/:id/slot',
    summary: 'Moves an appointment to another time; what takes its place is answered',
    permission: 'appointment.change',
    params: byId,
    body: moveAppointment,
    answers: { 200: appointment },
    run: ({ write }, { params, body }) =>
      write(async (tx) => appointmentAnswer(tx, (await move(tx, { ...body, appointment_id: params.id })).id)),
  }),
  route({
    method: 'delete',
    path: '/appointments/:id',
    summary:
      'Cancels an appointment; scope and reason stand in the body or, where a body is lost on the way, in the query',
    permission: 'appointment.change',
    params: byId,
    query: cancelAppointment,
    body: cancelAppointment,
    answers: { 200: appointment },
    run: ({ write }, { params, query, body }) =>
      write(async (tx) => {
        const { id } = await cancel(tx, { ...query, ...body, appointment_id: params.id });
        return appointmentAnswer(tx, id);
      }),
  }),
  route({
    method: 'post',
    path: '/appointments/:id/no-show',
    summary: 'Says that somebody does not come',
    permission: 'appointment.change',
    params: byId,
    answers: { 201: appointment },
    run: ({ write }, { params }) =>
      write(async (tx) => appointmentAnswer(tx, (await markNoShow(tx, { appointment_id: params.id })).id)),
  }),
  route({
    method: 'post',
    path: '/waitlist',
    summary: 'Waits for a time: whoever is first is asked when one is given back',
    permission: 'appointment.book',
    body: joinWaitlist,
    limit: { name: 'book', key: passersBy },
    answers: { 201: booked },
    run: (ask, { body }) =>
      ask.write(async (tx) => presentBooked(ask, await bookingAnswer(tx, (await wait(tx, body)).origin_id))),
  }),
  route({
    method: 'get',
    path: '/waitlist',
    summary: 'Lists who waits for a time, in the order in which they are asked',
    permission: 'appointment.read',
    query: listQuery.extend({ office_id: z.uuid().optional(), service_id: z.uuid().optional() }),
    answers: { 200: listOf(appointment) },
    run: async ({ read }, { query: { cursor = null, ...query } }) =>
      listed(await read((tx) => waitlist(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'get',
    path: '/waitlist/figures',
    summary: 'What freed times were worth within the last 30 days',
    permission: 'appointment.read',
    query: z.strictObject({ office_id: z.uuid().optional() }),
    answers: { 200: backfillFigures },
    run: ({ read }, { query }) => read((tx) => figures(tx, query)),
  }),
];

/** Whose hold it is. @throws Refusal `not_found` for a token that we did not make, or another organization's */
function originOf({ access, actor }: Ask, token: string): string {
  const named = readBookingToken(access.keys, token);
  if (named?.organizationId !== actor.organizationId) throw new Refusal('not_found');
  return named.id;
}
