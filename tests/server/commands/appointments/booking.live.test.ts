import type { AppointmentRow } from '../../../../models/appointment.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Actor, Permission } from '../../../../models/vocabulary.ts';
import { bookAppointment, bookHold } from '../../../../server/commands/appointments/book-appointment.ts';
import { cancelAppointment } from '../../../../server/commands/appointments/cancel-appointment.ts';
import { cancelOwn } from '../../../../server/commands/appointments/cancel-own.ts';
import { holdSlot } from '../../../../server/commands/appointments/hold-slot.ts';
import { markNoShow } from '../../../../server/commands/appointments/mark-no-show.ts';
import { moveAppointment } from '../../../../server/commands/appointments/move-appointment.ts';
import { moveOwn } from '../../../../server/commands/appointments/move-own.ts';
import { releaseHold } from '../../../../server/commands/appointments/release-hold.ts';
import { timeUp } from '../../../../server/commands/appointments/time-up.ts';
import { systemOf } from '../../../../server/access/system-of.ts';
import { fireAppointmentTimers } from '../../../../server/jobs/appointment-timers.ts';
import { bookingAnswer } from '../../../../server/queries/appointments/booking-answer.ts';
import { CANARY, CANARY_PHONE, openClinic, personal, type Clinic } from '../../../support/clinic.ts';
import { holderOf, openForBooking, passerBy, storedAppointments } from '../../../support/booking.ts';

/** Tuesday, the 10th of March 2026 in Berlin, at eight. */
const MORNING = '2026-03-10T07:00:00Z';
let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({ at: MORNING });
});
afterEach(() => clinic.close());

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const ADA = { patient_name: 'Ada', phone: '030 123456' };
const statuses = async () => (await storedAppointments(clinic)).map(({ status }) => status);
const clock = () => fireAppointmentTimers(clinic.database, clinic.doors, clinic.clock());

describe('a passer-by', () => {
  test('keeps a time, types, and books it', async () => {
    const visit = await openForBooking(clinic);
    const held = await clinic.act(passerBy(clinic), (tx) => holdSlot(tx, visit.at('2026-03-10T10:00:00Z')));
    expect(held).toMatchObject({ status: 'held', timer_at: new Date('2026-03-10T07:05:00Z'), patient_name: null });
    const booked = await clinic.act(passerBy(clinic), (tx) =>
      bookHold(tx, { origin_id: held.origin_id, patient_name: CANARY, phone: '030 123456', email: 'Ada@Example.org' }),
    );
    expect(booked).toMatchObject({
      id: held.id,
      status: 'booked',
      phone: '+4930123456',
      email: 'ada@example.org',
      source: 'online',
      code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{8}$/) as string,
    });
    const [row] = await storedAppointments(clinic);
    expect(row?.personal?.includes(CANARY)).toBe(false);
    expect(row?.person_key).toBe(personal(clinic.organizationId).personIndex('+4930123456', CANARY));
  });

  test('finds a time that is kept taken, until the minutes are over or it is given back', async () => {
    const visit = await openForBooking(clinic);
    const hold = () => clinic.act(passerBy(clinic), (tx) => holdSlot(tx, visit.at('2026-03-10T10:00:00Z')));
    const first = await hold();
    await expect(hold()).rejects.toEqual(refused('slot_taken'));
    clinic.pass({ minutes: 5 });
    // The clock has not come to it yet, and it keeps nobody away.
    const second = await hold();
    await expect(
      clinic.act(passerBy(clinic), (tx) => bookHold(tx, { origin_id: first.origin_id, ...ADA })),
    ).rejects.toEqual(refused('hold_expired'));
    await clinic.act(holderOf(clinic, second), (tx) => releaseHold(tx));
    await hold();
    expect(await statuses()).toEqual(['expired', 'cancelled', 'held']);
  });

  test('has to say who comes and how to be reached', async () => {
    const visit = await openForBooking(clinic);
    const book = (who: object) =>
      clinic.act(passerBy(clinic), (tx) => bookAppointment(tx, { ...visit.at('2026-03-10T10:00:00Z'), ...who }));
    await expect(book({ phone: '030 123456' })).rejects.toEqual(refused('invalid_input'));
    await expect(book({ patient_name: 'Ada' })).rejects.toEqual(refused('invalid_input'));
    await expect(book({ patient_name: 'Ada', phone: 'no number' })).rejects.toEqual(refused('invalid_input'));
    await expect(book({ patient_name: 'Ada', email: 'ada@example.org' })).resolves.toMatchObject({ status: 'booked' });
  });

  test('books only what is booked online, not too soon and not too far ahead', async () => {
    const visit = await openForBooking(clinic, { policy: { notice: 120, horizon: 10 } });
    const behind = await openForBooking(clinic, { policy: { online: false } });
    const book = (slot: ReturnType<typeof visit.at>, who = passerBy(clinic)) =>
      clinic.act(who, (tx) => bookAppointment(tx, { ...slot, ...ADA }));
    await expect(book(behind.at('2026-03-10T10:00:00Z'))).rejects.toEqual(refused('not_found'));
    await expect(book(visit.at('2026-03-10T08:30:00Z'))).rejects.toEqual(refused('slot_not_offered'));
    await expect(book(visit.at('2026-03-21T10:00:00Z'))).rejects.toEqual(refused('slot_not_offered'));
    await expect(book(visit.at('2026-03-10T10:07:00Z'))).rejects.toEqual(refused('slot_not_offered'));
    await expect(book(visit.at('2026-03-10T08:30:00Z'), clinic.staff)).resolves.toMatchObject({ source: 'staff' });
    await expect(book(behind.at('2026-03-10T10:00:00Z'), clinic.staff)).resolves.toMatchObject({ source: 'staff' });
  });

  test('does not learn from a refusal that somebody has an appointment here; staff are told', async () => {
    const visit = await openForBooking(clinic, { providers: 2, policy: { person_limit: 1 } });
    const [one = '', two = ''] = visit.providers;
    const book = (at: string, provider: string, who: Actor = clinic.staff) =>
      clinic.act(who, (tx) => bookAppointment(tx, { ...visit.at(at, provider), ...ADA }));
    await book('2026-03-10T10:00:00Z', one);
    await expect(book('2026-03-10T12:00:00Z', one)).rejects.toEqual(refused('person_limit'));
    await expect(book('2026-03-10T12:00:00Z', one, passerBy(clinic))).resolves.toMatchObject({ status: 'booked' });
    const again = await book('2026-03-10T10:00:00Z', two, passerBy(clinic));
    expect(again).toMatchObject({ status: 'booked', person_key: null });
  });

  test('is told no more as a program that may book and not read; one that may read is told', async () => {
    const visit = await openForBooking(clinic, { providers: 3, policy: { person_limit: 1 } });
    const [one = '', two = '', three = ''] = visit.providers;
    const key = (...permissions: Permission[]): Actor => ({
      ...{ kind: 'api_key', organizationId: clinic.organizationId, id: uuidv7() },
      permissions,
    });
    const book = (at: string, provider: string, who: Actor = clinic.staff) =>
      clinic.act(who, (tx) => bookAppointment(tx, { ...visit.at(at, provider), ...ADA }));
    await book('2026-03-10T10:00:00Z', one);
    const reads = key('appointment.book', 'appointment.read');
    await expect(book('2026-03-10T12:00:00Z', one, reads)).rejects.toEqual(refused('person_limit'));
    const again = await book('2026-03-10T10:00:00Z', two, key('appointment.book'));
    expect(again).toMatchObject({ status: 'booked', person_key: null });
    await expect(book('2026-03-10T12:00:00Z', three, key('appointment.book'))).resolves.toMatchObject({
      status: 'booked',
    });
  });
});

describe('staff', () => {
  test('beside what is there and outside the hours only those who may, and it is seen', async () => {
    const visit = await openForBooking(clinic);
    const book = (at: string, who: string, overbook: boolean, actor = clinic.manager) =>
      clinic.act(actor, (tx) => bookAppointment(tx, { ...visit.at(at), patient_name: who, phone: who, overbook }));
    await book('2026-03-10T10:00:00Z', '1', false);
    await expect(book('2026-03-10T10:00:00Z', '2', true, clinic.staff)).rejects.toEqual(refused('not_permitted'));
    await expect(book('2026-03-10T10:00:00Z', '2', true)).resolves.toMatchObject({ overbooked: true });
    await expect(book('2026-03-10T20:00:00Z', '3', true)).resolves.toMatchObject({ overbooked: true });
    // Free is free, whatever was permitted; and nobody is in two places.
    await expect(book('2026-03-10T11:00:00Z', '4', true)).resolves.toMatchObject({ overbooked: false });
    await expect(book('2026-03-10T11:15:00Z', '4', true)).rejects.toEqual(refused('person_busy'));
  });

  test('spread appointments fairly where anybody will do', async () => {
    const visit = await openForBooking(clinic, { providers: 3 });
    const book = (at: string) =>
      clinic.act(clinic.staff, (tx) => bookAppointment(tx, { ...visit.at(at, null), patient_name: at }));
    const rows: AppointmentRow[] = [];
    for (const at of ['10:00', '10:30', '11:00', '11:30', '12:00', '12:00'])
      rows.push(await book(`2026-03-10T${at}:00Z`));
    const counts = visit.providers.map((id) => rows.filter(({ provider_id }) => provider_id === id).length);
    expect(counts).toEqual([2, 2, 2]);
  });

  test('may leave it to a program, which books as it was allowed to', async () => {
    const visit = await openForBooking(clinic, { policy: { online: false } });
    const key = (permissions: readonly Permission[]): Actor => ({
      ...{ kind: 'api_key', organizationId: clinic.organizationId, id: uuidv7() },
      permissions,
    });
    const book = (actor: Actor, overbook = false) =>
      clinic.act(actor, (tx) => bookAppointment(tx, { ...visit.at('2026-03-10T10:00:00Z'), overbook }));
    await expect(book(key(['appointment.read']))).rejects.toEqual(refused('not_permitted'));
    await expect(book(key(['appointment.book']))).resolves.toMatchObject({ source: 'api', status: 'booked' });
    await expect(book(key(['appointment.book']), true)).rejects.toEqual(refused('not_permitted'));
  });

  test('let a group share one start, and nobody else', async () => {
    const group = await openForBooking(clinic, { policy: { capacity: 3 } });
    const book = (at: string, patient_name: string) =>
      clinic.act(clinic.staff, (tx) => bookAppointment(tx, { ...group.at(at), patient_name }));
    const seats = [];
    for (const name of ['A', 'B', 'C']) seats.push((await book('2026-03-10T10:00:00Z', name)).seat);
    expect(seats).toEqual([0, 1, 2]);
    await expect(book('2026-03-10T10:00:00Z', 'D')).rejects.toEqual(refused('slot_taken'));
    const [, second] = await storedAppointments(clinic);
    await clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: second?.id ?? '' }));
    expect(await book('2026-03-10T10:00:00Z', 'E')).toMatchObject({ seat: 1 });
  });

  test('move an appointment: it keeps its code and its link, and its old time is free', async () => {
    const visit = await openForBooking(clinic);
    const book = (at: string, who: string) =>
      clinic.act(clinic.staff, (tx) =>
        bookAppointment(tx, { ...visit.at(at), patient_name: who, phone: CANARY_PHONE, birth_date: '1990-02-03' }),
      );
    const first = await book('2026-03-10T10:00:00Z', CANARY);
    const other = await book('2026-03-10T11:00:00Z', 'Bob');
    const move = (at: string) =>
      clinic.act(clinic.staff, (tx) => moveAppointment(tx, { appointment_id: first.id, starts_at: at }));
    await expect(move('2026-03-10T11:00:00Z')).rejects.toEqual(refused('slot_taken'));
    expect(await statuses()).toEqual(['booked', 'booked']);
    const moved = await move('2026-03-10T11:30:00Z');
    expect(moved).toMatchObject({
      origin_id: first.id,
      rescheduled_from: first.id,
      sequence: 1,
      code: first.code,
      patient_name: CANARY,
      birth_date: '1990-02-03',
      timer_at: new Date('2026-03-10T12:00:00Z'),
    });
    // What is ended is not moved again.
    await expect(move('2026-03-10T12:00:00Z')).rejects.toEqual(refused('not_possible_now'));
    // Onto where it overlaps itself.
    await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: other.id, starts_at: '2026-03-10T10:00:00Z' }),
    );
    expect(await statuses()).toEqual(['rescheduled', 'rescheduled', 'booked', 'booked']);
    const seen = await clinic.snapshot(holderOf(clinic, first), (tx) => bookingAnswer(tx, first.id));
    expect(seen).toMatchObject({ starts_at: '2026-03-10T11:30:00.000Z', code: first.code, patient_name: CANARY });
  });

  test('whose work is limited to a queue see and touch what may come to it, and nothing else', async () => {
    const visit = await openForBooking(clinic, { providers: 2 });
    const [one = '', two = ''] = visit.providers;
    const queue = await clinic.queue('L');
    await clinic.doors.transact(clinic.manager, ({ database, transaction }) =>
      database.Queue.update(
        { provider_id: one },
        { where: { organization_id: clinic.organizationId, id: queue }, transaction },
      ),
    );
    const limited = { ...clinic.staff, queueIds: [queue] };
    const foreign = await clinic.act(clinic.staff, (tx) =>
      bookAppointment(tx, { ...visit.at('2026-03-10T10:00:00Z', two), ...ADA }),
    );
    const touch = (work: Parameters<typeof clinic.act>[1]) =>
      expect(clinic.act(limited, work)).rejects.toEqual(refused('not_found'));
    await touch((tx) => cancelAppointment(tx, { appointment_id: foreign.id }));
    await touch((tx) => moveAppointment(tx, { appointment_id: foreign.id, starts_at: '2026-03-10T11:00:00Z' }));
    await touch((tx) => bookAppointment(tx, { ...visit.at('2026-03-10T11:00:00Z', two), patient_name: 'Bob' }));
    const own = await clinic.act(limited, (tx) =>
      bookAppointment(tx, { ...visit.at('2026-03-10T11:00:00Z', null), patient_name: 'Bob' }),
    );
    expect(own.provider_id).toBe(one);
  });
});

describe('whoever has the link', () => {
  test('moves and cancels while there is time', async () => {
    const visit = await openForBooking(clinic);
    const booked = await clinic.act(passerBy(clinic), (tx) =>
      bookAppointment(tx, { ...visit.at('2026-03-10T13:00:00Z'), ...ADA }),
    );
    const holder = holderOf(clinic, booked);
    await clinic.act(holder, (tx) => moveOwn(tx, { starts_at: '2026-03-10T12:00:00Z' }));
    const see = () => clinic.snapshot(holder, (tx) => bookingAnswer(tx, booked.id));
    expect(await see()).toMatchObject({
      change_until: '2026-03-10T10:00:00.000Z',
      check_in_from: '2026-03-10T11:00:00.000Z',
      may: { move: true, cancel: true, arrive: false, answer_offer: false },
    });
    clinic.setClock('2026-03-10T10:00:01Z');
    expect(await see()).toMatchObject({ may: { move: false, cancel: false } });
    await expect(clinic.act(holder, (tx) => cancelOwn(tx))).rejects.toEqual(refused('change_too_late'));
    await expect(clinic.act(holder, (tx) => moveOwn(tx, { starts_at: '2026-03-11T12:00:00Z' }))).rejects.toEqual(
      refused('change_too_late'),
    );
    clinic.setClock('2026-03-10T10:00:00Z');
    expect(await clinic.act(holder, (tx) => cancelOwn(tx))).toMatchObject({ status: 'cancelled', timer_at: null });
    await expect(clinic.act(holder, (tx) => cancelOwn(tx))).rejects.toEqual(refused('not_possible_now'));
  });
});

describe('the clock', () => {
  test('ends holds, and counts as missed who did not come; it does so once, and never late', async () => {
    const visit = await openForBooking(clinic);
    await clinic.act(clinic.staff, (tx) => holdSlot(tx, visit.at('2026-03-10T10:00:00Z')));
    const booked = await clinic.act(clinic.staff, (tx) =>
      bookAppointment(tx, { ...visit.at('2026-03-10T11:00:00Z'), ...ADA }),
    );
    clinic.pass({ minutes: 4 });
    await clock();
    expect(await statuses()).toEqual(['held', 'booked']);
    clinic.pass({ minutes: 1 });
    await clock();
    expect(await statuses()).toEqual(['expired', 'booked']);
    clinic.setClock('2026-03-10T11:30:00Z');
    const late = { appointment_id: booked.id, appointment_version: booked.version };
    await clinic.act(clinic.staff, (tx) =>
      moveAppointment(tx, { appointment_id: booked.id, starts_at: '2026-03-10T12:00:00Z' }),
    );
    await clinic.doors.transact(systemOf(clinic.organizationId), (tx) => timeUp(tx, late));
    expect(await statuses()).toEqual(['expired', 'rescheduled', 'booked']);
    clinic.setClock('2026-03-10T12:30:00Z');
    await Promise.all([clock(), clock()]);
    expect(await statuses()).toEqual(['expired', 'rescheduled', 'no_show']);
  });

  test('leaves alone what staff marked before', async () => {
    const visit = await openForBooking(clinic);
    const booked = await clinic.act(clinic.staff, (tx) =>
      bookAppointment(tx, { ...visit.at('2026-03-10T11:00:00Z'), ...ADA }),
    );
    expect(await clinic.act(clinic.staff, (tx) => markNoShow(tx, { appointment_id: booked.id }))).toMatchObject({
      status: 'no_show',
      timer_at: null,
    });
    await expect(clinic.act(clinic.staff, (tx) => markNoShow(tx, { appointment_id: booked.id }))).rejects.toEqual(
      refused('not_possible_now'),
    );
  });
});
