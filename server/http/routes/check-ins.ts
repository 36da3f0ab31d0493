import { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import { plainCode } from '../../../models/rules/booking-code.ts';
import {
  arriveAtOffice,
  booking,
  checkedIn,
  checkInAtKiosk,
} from '../../../realtime/contract/resources/appointments.ts';
import { entranceAppointment as atEntrance, entranceCheckIn } from '../../../realtime/contract/resources/check-ins.ts';
import { readBookingToken } from '../../access/booking-token.ts';
import { LimitReached } from '../../access/limits.ts';
import { trackingToken } from '../../access/tracking-token.ts';
import { arriveAtOffice as arrive } from '../../commands/appointments/arrive-at-office.ts';
import { checkIn } from '../../commands/appointments/check-in.ts';
import { checkInAtEntrance } from '../../commands/appointments/check-in-at-entrance.ts';
import { bookingAnswer } from '../../queries/appointments/booking-answer.ts';
import { entranceAppointment, type Shown } from '../../queries/appointments/entrance-appointment.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import { ownBookingAnswer } from '../../queries/appointments/own-booking-answer.ts';
import { queueForAppointment } from '../../queries/appointments/queue-for-appointment.ts';
import type { Reading } from '../../queries/snapshot.ts';
import { presentBooking } from '../present-booking.ts';
import { route, type Ask } from '../route.ts';
import { byId } from '../schemas.ts';

/** Whoever stands before a tablet may try codes for a while. */
const codesAt = ({ actor }: Ask, { body }: { body: z.infer<typeof checkInAtKiosk> }) =>
  actor.kind === 'device' && 'code' in body ? `${actor.organizationId}:${actor.id}` : null;

export const checkIns = [
  route({
    method: 'post',
    path: '/appointments/:id/check-in',
    summary: 'Says that the person of an appointment is here: from now on in the queue, with a number',
    permission: 'appointment.check_in',
    params: byId,
    answers: { 201: checkedIn },
    async run(ask, { params }) {
      const queueId = await ask.read((tx) => queueForAppointment(tx, params.id));
      const { waits } = await ask.estimates.of(ask.actor.organizationId, queueId);
      return ask.write(async (tx) => {
        const { appointment, entry } = await checkIn(tx, { appointment_id: params.id, queue_id: queueId }, waits);
        const facts = await bookingAnswer(tx, appointment.origin_id);
        return { appointment: presentBooking(ask, facts), entry, ...linkTo(ask, entry.id) };
      });
    },
  }),
  route({
    method: 'post',
    path: '/check-in-lookups',
    summary: 'How it stands with the appointment that somebody shows to the tablet at the entrance',
    permission: 'appointment.check_in',
    body: checkInAtKiosk,
    limit: { name: 'check_in', key: codesAt },
    answers: { 201: atEntrance },
    async run(ask, { body }) {
      const shown = await shownIn(ask, body);
      return ask.read((tx) => entranceAppointment(tx, shown));
    },
  }),
  route({
    method: 'post',
    path: '/check-ins',
    summary:
      'Checks somebody in at the tablet at the entrance: by code, by the link of the booking, or by name and date of birth',
    permission: 'appointment.check_in',
    body: checkInAtKiosk,
    limit: { name: 'check_in', key: codesAt, forgive: true },
    answers: { 201: entranceCheckIn },
    async run(ask, { body }) {
      const shown = await shownIn(ask, body);
      const { queue_id } = await ask.read((tx) => entranceAppointment(tx, shown));
      const { waits } =
        queue_id === null ? { waits: null } : await ask.estimates.of(ask.actor.organizationId, queue_id);
      return ask.write(async (tx) => {
        const { entry } = await checkInAtEntrance(tx, shown, waits);
        return { entry, ...linkTo(ask, entry.id) };
      });
    },
  }),
  route({
    method: 'post',
    path: '/bookings/:token/arrival',
    summary: 'Says to be here: by the code at the entrance, by where the telephone is, or by mere word',
    permission: 'appointment.follow',
    params: z.strictObject({ token: z.string() }),
    body: arriveAtOffice,
    limit: { name: 'arrival', key: ({ actor }) => (actor.kind === 'booking' ? actor.id : null), forgive: true },
    answers: { 201: booking },
    async run(ask, { body }) {
      const queueId = await ask.read(queueOfOwn);
      const { waits } = queueId === null ? { waits: null } : await ask.estimates.of(ask.actor.organizationId, queueId);
      return ask.write(async (tx) => {
        await arrive(tx, { ...body, queue_id: queueId }, waits);
        return presentBooking(ask, await ownBookingAnswer(tx));
      });
    },
  }),
];

/** The link of the booking is in the QR code of older letters, and of whoever photographs the page's address. */
async function shownIn(ask: Ask, body: z.infer<typeof checkInAtKiosk>): Promise<Shown> {
  const { access, actor, organization } = ask;
  if ('patient_name' in body) {
    if (!organization.check_in_by_name) throw new Refusal('not_permitted');
    await countName(ask);
    return body;
  }
  const [token] = /apt_[\w-]{66}/.exec(body.code) ?? [];
  if (token === undefined) return { code: plainCode(body.code) };
  const named = readBookingToken(access.keys, token);
  if (named?.organizationId !== actor.organizationId) throw new Refusal('not_found');
  return { origin_id: named.id };
}

/** Never forgiven: whoever knows one name would have tries for all the others. @throws LimitReached */
async function countName({ access, actor, afterwards, from }: Ask): Promise<void> {
  if (actor.kind !== 'device') return;
  const { organizationId, id } = actor;
  try {
    await access.limits.spend('check_in_by_name', `${organizationId}:${id}`);
  } catch (reached) {
    const about = { device: id };
    if (reached instanceof LimitReached)
      afterwards.do(() => access.suspicions.tell({ organizationId, event: 'check_in_blocked', about, from }));
    throw reached;
  }
}

/** No queue takes it: then it is for staff to say where the person belongs. */
async function queueOfOwn(tx: Reading): Promise<string | null> {
  try {
    return await queueForAppointment(tx, ownBooking(tx));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no_queue') return null;
    throw error;
  }
}

function linkTo({ access, actor, home }: Ask, entryId: string): { tracking_token: string; tracking_url: string } {
  const token = trackingToken(access.keys, actor.organizationId, entryId);
  return { tracking_token: token, tracking_url: `${home}/t/${token}` };
}
