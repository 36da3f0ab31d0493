import {
  APPOINTMENT_ENDED,
  APPOINTMENT_LIFECYCLE,
  nextAppointmentStatus,
} from '../../../models/rules/appointment-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import {
  APPOINTMENT_MOVES,
  APPOINTMENT_STATUSES,
  type AppointmentMove,
  type AppointmentStatus,
} from '../../../models/vocabulary.ts';

/** What the product promises, written down a second time by hand: an arrow too many or too few in the table is seen here. */
const PROMISED: Record<AppointmentMove, Partial<Record<AppointmentStatus, AppointmentStatus>>> = {
  hold: {},
  book: { held: 'booked' },
  expire: { held: 'expired', waitlisted: 'expired' },
  wait: {},
  offer: { waitlisted: 'offered' },
  accept: { offered: 'booked' },
  decline: { offered: 'waitlisted' },
  arrive: { booked: 'arrived' },
  check_in: { booked: 'checked_in', arrived: 'checked_in', no_show: 'checked_in' },
  fulfil: { checked_in: 'fulfilled' },
  miss: { booked: 'no_show', arrived: 'no_show', checked_in: 'no_show' },
  cancel: {
    held: 'cancelled',
    booked: 'cancelled',
    arrived: 'cancelled',
    checked_in: 'cancelled',
    waitlisted: 'cancelled',
    offered: 'cancelled',
  },
  reschedule: { booked: 'rescheduled', arrived: 'rescheduled', no_show: 'rescheduled' },
  reopen: { fulfilled: 'checked_in', no_show: 'checked_in', cancelled: 'checked_in' },
};

const EVERY_MOVE_OF_EVERYBODY = APPOINTMENT_MOVES.flatMap((move) =>
  APPOINTMENT_STATUSES.map((status) => ({ move, status })),
);

function attempt(move: AppointmentMove, status: AppointmentStatus): AppointmentStatus | Refusal {
  try {
    return nextAppointmentStatus(move, status);
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal;
    throw refusal;
  }
}

describe('the life of an appointment', () => {
  const possible = EVERY_MOVE_OF_EVERYBODY.filter(({ move, status }) => PROMISED[move][status] !== undefined);
  const impossible = EVERY_MOVE_OF_EVERYBODY.filter(({ move, status }) => PROMISED[move][status] === undefined);

  test.each(possible)('one that is $status: $move', ({ move, status }) => {
    expect(attempt(move, status)).toBe(PROMISED[move][status]);
  });

  test.each(impossible)('one that is $status: no $move, and it is said why', ({ move, status }) => {
    const refusal = attempt(move, status);
    expect(refusal).toMatchObject({ code: 'not_possible_now' });
    expect((refusal as Refusal).message).toMatch(/^[A-Z][\w ]+ is not possible: the appointment is [\w ]+\.$/); // a refusal, as above
  });

  test('begins by being kept, by being booked or by waiting, and every state can be reached from there', () => {
    const reached = new Set<AppointmentStatus>(['held', 'booked', 'waitlisted']);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const { from, to } of Object.values(APPOINTMENT_LIFECYCLE))
        if (from.some((status) => reached.has(status))) reached.add(to);
    }
    expect([...reached].toSorted()).toEqual([...APPOINTMENT_STATUSES].toSorted());
  });

  test('ends for good, but for somebody who was missed, or whose stay is taken up again', () => {
    const leaves = (status: AppointmentStatus) =>
      APPOINTMENT_MOVES.filter((move) => PROMISED[move][status] !== undefined);
    expect(APPOINTMENT_ENDED.map((status) => [status, leaves(status)])).toEqual([
      ['fulfilled', ['reopen']],
      ['cancelled', ['reopen']],
      ['no_show', ['check_in', 'reschedule', 'reopen']],
      ['rescheduled', []],
      ['expired', []],
    ]);
  });
});
