import { v7 as uuidv7 } from 'uuid';
import type { AppointmentRow } from '../../../../models/appointment.ts';
import type { AppointmentStatus } from '../../../../models/vocabulary.ts';
import { arriveAtOffice } from '../../../../server/commands/appointments/arrive-at-office.ts';
import { bookAppointment } from '../../../../server/commands/appointments/book-appointment.ts';
import { checkIn } from '../../../../server/commands/appointments/check-in.ts';
import { cancel } from '../../../../server/commands/entries/cancel.ts';
import { finish } from '../../../../server/commands/entries/finish.ts';
import { markNoShow } from '../../../../server/commands/entries/mark-no-show.ts';
import { serve } from '../../../../server/commands/entries/serve.ts';
import { transfer } from '../../../../server/commands/entries/transfer.ts';
import { undo } from '../../../../server/commands/entries/undo.ts';
import { closeQueue } from '../../../../server/commands/queues/set-status.ts';
import { fireAppointmentTimers } from '../../../../server/jobs/appointment-timers.ts';
import { fireTimers } from '../../../../server/jobs/clock.ts';
import { appointmentAnswer } from '../../../../server/queries/appointments/appointment-answer.ts';
import { queueForAppointment } from '../../../../server/queries/appointments/queue-for-appointment.ts';
import { holderOf } from '../../../support/booking.ts';
import { CANARY, CANARY_PHONE, openClinic, type Clinic } from '../../../support/clinic.ts';

/** From a booked time to a place among those who wait, and how the one ends with the other. 10 March 2026 in Berlin. */
let clinic: Clinic;
let service: string;
let provider: string;
beforeAll(async () => {
  clinic = await openClinic({ at: MORNING });
  ({ service, provider } = await openForBooking());
});
afterAll(() => clinic.close());
beforeEach(() => clinic.setClock(MORNING));

const MORNING = '2026-03-10T07:00:00Z';
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

let hour = 8;
/** Somebody with an appointment in the next hour that nobody has had, and the queue they will wait in. */
async function booked() {
  const prefix = `Q${String.fromCharCode(57 + hour)}`;
  const queue = await clinic.queue(prefix, {}, {});
  await ownProvider(queue);
  const starts_at = `2026-03-10T${String(hour++).padStart(2, '0')}:00:00Z`;
  const row = await clinic.act(clinic.staff, (tx) =>
    bookAppointment(tx, {
      ...{ service_id: service, office_id: clinic.officeId, provider_id: provider, starts_at },
      patient_name: CANARY,
      phone: CANARY_PHONE,
    }),
  );
  const room = await clinic.counter([queue]);
  return { row, queue, room, prefix, startsAt: new Date(starts_at) };
}

const checkedIn = async ({ row, queue }: { row: AppointmentRow; queue: string }, who = clinic.staff) =>
  clinic.act(who, (tx) => checkIn(tx, { appointment_id: row.id, queue_id: queue }, null));

describe('checking in', () => {
  test('puts a person before walk-ins who are due later, by the time that was booked', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    clinic.pass({ minutes: -40 });
    const early = await clinic.join(visit.queue);
    clinic.pass({ minutes: 30 });
    const { entry } = await checkedIn(visit);
    const late = await clinic.join(visit.queue);
    // The walk-in who came 40 minutes before is due 5 minutes after the start, the booked person 15, the last one 35.
    expect(await clinic.numbers(visit.queue, 'waiting')).toEqual([
      early.ticket_number,
      entry.ticket_number,
      late.ticket_number,
    ]);
    expect(entry).toMatchObject({ position: 2, patient_name: CANARY, phone: CANARY_PHONE });
    expect(new Date(entry.due_at)).toEqual(new Date(visit.startsAt.getTime() + 15 * 60_000));
    expect(await statusOf(visit.row)).toBe('checked_in');
  });

  test('counts from the arrival for somebody who is too late, as for a walk-in', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    clinic.pass({ minutes: 16 });
    const { entry } = await checkedIn(visit);
    expect(new Date(entry.due_at)).toEqual(new Date(visit.startsAt.getTime() + (16 + 45) * 60_000));
  });

  test('happens once', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    await checkedIn(visit);
    await expect(checkedIn(visit)).rejects.toEqual(refused('not_possible_now'));
    expect((await clinic.boards(visit.queue)).staff.entries).toHaveLength(1);
  });

  test('is for the day of the appointment; staff may let somebody in early on that day, the tablet not', async () => {
    const visit = await booked();
    const kiosk = {
      ...{ kind: 'device' as const, device: 'kiosk' as const, id: uuidv7() },
      ...{ organizationId: clinic.organizationId, officeId: clinic.officeId, queueIds: [visit.queue] },
    };
    clinic.setClock('2026-03-09T12:00:00Z');
    await expect(checkedIn(visit)).rejects.toEqual(refused('too_early'));
    clinic.setClock('2026-03-10T05:00:00Z');
    const tooEarly = clinic.act(kiosk, (tx) =>
      checkIn(tx, { appointment_id: visit.row.id, queue_id: visit.queue }, null),
    );
    await expect(tooEarly).rejects.toEqual(refused('too_early'));
    const { entry } = await checkedIn(visit);
    expect(entry.position).toBe(1);
  });

  test('is possible while walk-ins are not let in any more', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    await clinic.act(clinic.manager, (tx) => closeQueue(tx, { queue_id: visit.queue }));
    await checkedIn(visit);
    expect(await statusOf(visit.row)).toBe('checked_in');
  });

  test('finds the queue of the provider before one of everybody, and none elsewhere', async () => {
    const visit = await booked();
    const found = await clinic.snapshot(clinic.staff, (tx) => queueForAppointment(tx, visit.row.id));
    expect(await providerOf(found)).toBe(provider);
    const limited = { ...clinic.staff, queueIds: [visit.queue] };
    expect(await clinic.snapshot(limited, (tx) => queueForAppointment(tx, visit.row.id))).toBe(visit.queue);
    const elsewhere = { ...clinic.staff, queueIds: [uuidv7()] };
    await expect(clinic.snapshot(elsewhere, (tx) => queueForAppointment(tx, visit.row.id))).rejects.toEqual(
      refused('not_found'),
    );
  });

  test('lets somebody who was missed in on the same day, and takes nobody the time away', async () => {
    const visit = await booked();
    await setStatus(visit.row, 'no_show');
    clinic.setClock(visit.startsAt.toISOString());
    const other = await clinic.act(clinic.staff, (tx) =>
      bookAppointment(tx, {
        ...{ service_id: service, office_id: clinic.officeId, provider_id: provider },
        starts_at: visit.startsAt.toISOString(),
        patient_name: 'Somebody Else',
      }),
    );
    await checkedIn(visit);
    expect([await statusOf(visit.row), await statusOf(other)]).toEqual(['checked_in', 'booked']);
  });
});

describe('whoever only says to be here', () => {
  test('is not called missed while staff may still look, and is when the day is over', async () => {
    const [said, silent] = [await booked(), await booked()];
    clinic.setClock(said.startsAt.toISOString());
    clinic.pass({ minutes: -5 });
    await clinic.act(holderOf(clinic, said.row), (tx) => arriveAtOffice(tx, { queue_id: said.queue }, null));
    clinic.setClock(silent.startsAt.toISOString());
    clinic.pass({ minutes: 120 });
    await fireAppointmentTimers(clinic.database, clinic.lawfulDoors, clinic.clock());
    expect([await statusOf(said.row), await statusOf(silent.row)]).toEqual(['arrived', 'no_show']);
    clinic.setClock('2026-03-11T00:00:00Z');
    await fireAppointmentTimers(clinic.database, clinic.lawfulDoors, clinic.clock());
    expect(await statusOf(said.row)).toBe('no_show');
  });
});

describe('the end of the stay', () => {
  test('is that of the appointment, until it is taken back', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    const { entry } = await checkedIn(visit);
    const id = { entry_id: entry.id };
    await clinic.callNext(visit.queue, visit.room);
    await clinic.act(clinic.staff, (tx) => serve(tx, id));
    expect(await statusOf(visit.row)).toBe('checked_in');
    await clinic.act(clinic.staff, (tx) => finish(tx, id));
    expect(await statusOf(visit.row)).toBe('fulfilled');
    await clinic.act(clinic.staff, (tx) => undo(tx, id));
    expect(await statusOf(visit.row)).toBe('checked_in');
    await clinic.act(clinic.staff, (tx) => finish(tx, id));
    expect(await historyOf(visit.row)).toEqual(['book', 'check_in', 'fulfil', 'reopen', 'fulfil']);
  });

  test('who is called, does not come and does not come back was missed', async () => {
    const visit = await booked();
    clinic.setClock(visit.startsAt.toISOString());
    const { entry } = await checkedIn(visit);
    await clinic.callNext(visit.queue, visit.room);
    await clinic.act(clinic.staff, (tx) => markNoShow(tx, { entry_id: entry.id }));
    expect(await statusOf(visit.row)).toBe('checked_in');
    clinic.pass({ minutes: 61 });
    await fireTimers(clinic.database, clinic.lawfulDoors, clinic.clock());
    expect(await statusOf(visit.row)).toBe('no_show');
  });

  test('who goes home cancels; who is sent on has the same appointment elsewhere', async () => {
    const [home, onward] = [await booked(), await booked()];
    clinic.setClock(home.startsAt.toISOString());
    const { entry } = await checkedIn(home);
    await clinic.act(clinic.staff, (tx) => cancel(tx, { entry_id: entry.id, reason: 'went home' }));
    expect(await statusOf(home.row)).toBe('cancelled');

    clinic.setClock(onward.startsAt.toISOString());
    const sent = (await checkedIn(onward)).entry;
    const other = await clinic.queue('ZZ');
    const room = await clinic.counter([other]);
    const go = () => clinic.act(clinic.staff, (tx) => transfer(tx, { entry_id: sent.id, queue_id: other }));
    await go();
    expect(await statusOf(onward.row)).toBe('checked_in');
    // Back, and on again.
    await clinic.act(clinic.staff, (tx) => undo(tx, { entry_id: sent.id }));
    expect(await statusOf(onward.row)).toBe('checked_in');
    const shown = await clinic.snapshot(clinic.staff, (tx) => appointmentAnswer(tx, onward.row.id));
    expect(shown.entry_id).toBe(sent.id);
    const { transferred_to: there } = await go();
    await clinic.callNext(other, room);
    await clinic.act(clinic.staff, (tx) => serve(tx, { entry_id: there.id }));
    await clinic.act(clinic.staff, (tx) => finish(tx, { entry_id: there.id }));
    expect(await historyOf(onward.row)).toEqual(['book', 'check_in', 'fulfil']);
  });
});

async function openForBooking(): Promise<{ service: string; provider: string }> {
  const [serviceId, providerId] = [uuidv7(), uuidv7()];
  const own = { organization_id: clinic.organizationId };
  await clinic.doors.transact(clinic.manager, async ({ database, transaction }) => {
    await database.Service.create({ ...own, id: serviceId, name: 'Visit', duration_minutes: 30 }, { transaction });
    await database.Provider.create({ ...own, id: providerId, name: 'Dr. Ada' }, { transaction });
    const pair = { ...own, provider_id: providerId };
    await database.ProviderOffice.create({ ...pair, office_id: clinic.officeId }, { transaction });
    await database.ProviderService.create({ ...pair, service_id: serviceId }, { transaction });
    const hours = [{ weekday: 2, from: '08:00', until: '24:00' }];
    await database.Schedule.create(
      { ...pair, id: uuidv7(), office_id: clinic.officeId, effective_from: '2026-01-01', hours },
      { transaction },
    );
  });
  return { service: serviceId, provider: providerId };
}

async function ownProvider(queueId: string): Promise<void> {
  await clinic.doors.transact(clinic.manager, ({ database, transaction }) =>
    database.Queue.update(
      { provider_id: provider },
      { where: { organization_id: clinic.organizationId, id: queueId }, transaction },
    ),
  );
}

async function providerOf(queueId: string): Promise<string | null> {
  const row = await clinic.snapshot(clinic.manager, ({ database, transaction }) =>
    database.Queue.findOne({ where: { organization_id: clinic.organizationId, id: queueId }, transaction }),
  );
  return row?.provider_id ?? null;
}

async function statusOf({ id }: AppointmentRow): Promise<AppointmentStatus | undefined> {
  const [row] = await clinic.snapshot(clinic.manager, (tx) =>
    tx.query<{ status: AppointmentStatus }>({
      name: 'status-of-appointment',
      text: 'SELECT status FROM appointments WHERE organization_id = $1 AND id = $2',
      values: [clinic.organizationId, id],
    }),
  );
  return row?.status;
}

async function setStatus({ id }: AppointmentRow, status: AppointmentStatus): Promise<void> {
  await clinic.doors.transact(clinic.manager, (tx) =>
    tx.query({
      name: 'set-status-of-appointment',
      text: 'UPDATE appointments SET status = $3, closed_at = now() WHERE organization_id = $1 AND id = $2',
      values: [clinic.organizationId, id, status],
    }),
  );
}

async function historyOf({ id }: AppointmentRow): Promise<string[]> {
  const rows = await clinic.snapshot(clinic.manager, (tx) =>
    tx.query<{ move: string }>({
      name: 'history-of-appointment',
      text: 'SELECT move FROM appointment_events WHERE organization_id = $1 AND appointment_id = $2 ORDER BY version',
      values: [clinic.organizationId, id],
    }),
  );
  return rows.map(({ move }) => move);
}
