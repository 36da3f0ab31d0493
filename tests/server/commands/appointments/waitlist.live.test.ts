import { acceptOffer, refuseOffer } from '../../../../server/commands/appointments/answer-offer.ts';
import { bookAppointment } from '../../../../server/commands/appointments/book-appointment.ts';
import { cancelAppointment } from '../../../../server/commands/appointments/cancel-appointment.ts';
import { cancelOwn } from '../../../../server/commands/appointments/cancel-own.ts';
import { joinWaitlist } from '../../../../server/commands/appointments/join-waitlist.ts';
import { markNoShow } from '../../../../server/commands/appointments/mark-no-show.ts';
import { moveAppointment } from '../../../../server/commands/appointments/move-appointment.ts';
import { removeService } from '../../../../server/commands/services/remove-service.ts';
import { fireAppointmentTimers } from '../../../../server/jobs/appointment-timers.ts';
import { backfillFigures } from '../../../../server/queries/appointments/backfill-figures.ts';
import { openClinic, type Clinic } from '../../../support/clinic.ts';
import { holderOf, openForBooking, passerBy, storedAppointments } from '../../../support/booking.ts';

/** Eight in the morning. The figures are those of the last 30 days, so it is not long ago. */
const DAY = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const at = (clock: string) => `${DAY}T${clock}:00Z`;
let clinic: Clinic;
let visit: Awaited<ReturnType<typeof openForBooking>>;
beforeEach(async () => {
  clinic = await openClinic({ at: at('08:00'), timeZone: 'UTC' });
  visit = await openForBooking(clinic, { providers: 2, policy: { offer: 15, notice: 60 } });
});
afterEach(() => clinic.close());

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const clock = () => fireAppointmentTimers(clinic.database, clinic.doors, clinic.clock());
const status = async (id: string) => (await storedAppointments(clinic)).find((row) => row.id === id)?.status;

const book = (clockTime: string, who: string, provider = visit.provider) =>
  clinic.act(clinic.staff, (tx) =>
    bookAppointment(tx, { ...visit.at(at(clockTime), provider), patient_name: who, phone: who }),
  );
const wait = (who: string, more: object = {}) =>
  clinic.act(clinic.staff, (tx) =>
    joinWaitlist(tx, {
      ...{ service_id: visit.service, office_id: clinic.officeId, wanted_from: DAY, wanted_until: DAY },
      ...{ patient_name: who, phone: who },
      ...more,
    }),
  );
const cancel = (id: string) => clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: id }));

test('a time that is given back goes down the waitlist until somebody takes it', async () => {
  const booked = await book('10:00', 'Ada');
  const [first, second, third] = [await wait('1'), await wait('2'), await wait('3')];
  await cancel(booked.id);
  expect(await status(first.id)).toBe('offered');
  expect(await status(second.id)).toBe('waitlisted');
  // Kept for the first, so nobody else can have it.
  await expect(book('10:00', 'Eve')).rejects.toEqual(refused('slot_taken'));
  await clinic.act(holderOf(clinic, first), (tx) => refuseOffer(tx));
  expect([await status(first.id), await status(second.id)]).toEqual(['waitlisted', 'offered']);
  clinic.pass({ minutes: 15 });
  await expect(clinic.act(holderOf(clinic, second), (tx) => acceptOffer(tx))).rejects.toEqual(refused('hold_expired'));
  await clock();
  expect([await status(first.id), await status(second.id), await status(third.id)]).toEqual([
    'waitlisted',
    'waitlisted',
    'offered',
  ]);
  const taken = await clinic.act(holderOf(clinic, third), (tx) => acceptOffer(tx));
  expect(taken).toMatchObject({
    status: 'booked',
    backfilled: true,
    starts_at: new Date(at('10:00')),
    provider_id: visit.provider,
  });
  await expect(clinic.act(holderOf(clinic, third), (tx) => acceptOffer(tx))).rejects.toEqual(
    refused('not_possible_now'),
  );
});

test('nobody is asked twice about the same time', async () => {
  const booked = await book('10:00', 'Ada');
  const first = await wait('1');
  await cancel(booked.id);
  await clinic.act(holderOf(clinic, first), (tx) => refuseOffer(tx));
  const again = await book('10:00', 'Bob');
  await cancel(again.id);
  expect(await status(first.id)).toBe('waitlisted');
  const later = await book('11:00', 'Bob');
  await cancel(later.id);
  expect(await status(first.id)).toBe('offered');
});

test('a time is offered to those whom it suits', async () => {
  const [, other = ''] = visit.providers;
  const busy = await book('10:00', 'Busy', other);
  const wishes = [
    await wait('other provider', { provider_id: other }),
    await wait('too late', { wanted_from_time: '10:15' }),
    await wait('too early', { wanted_until_time: '10:15' }),
    await wait('Busy'),
  ];
  const suits = await wait('suits', {
    wanted_from_time: '10:00',
    wanted_until_time: '10:30',
    provider_id: visit.provider,
  });
  const booked = await book('10:00', 'Ada');
  await clinic.act(clinic.staff, (tx) => moveAppointment(tx, { appointment_id: booked.id, starts_at: at('12:00') }));
  for (const { id } of wishes) expect(await status(id)).toBe('waitlisted');
  expect(await status(suits.id)).toBe('offered');
  // Whoever may take anybody is with nobody again after a no.
  await cancel(busy.id);
  expect(await status(wishes[0]?.id ?? '')).toBe('offered');
});

test('too little time to answer and to come: not offered', async () => {
  const [soon, later] = [await book('09:00', 'Ada'), await book('09:30', 'Bob')];
  const waiting = await wait('1');
  await cancel(soon.id);
  expect(await status(waiting.id)).toBe('waitlisted');
  await clinic.act(clinic.staff, (tx) => markNoShow(tx, { appointment_id: later.id }));
  expect(await status(waiting.id)).toBe('offered');
});

test('who sleeps loses no time: what is offered at night is kept until the morning', async () => {
  clinic.setClock(new Date(Date.parse(at('08:00')) - 10 * 3_600_000).toISOString());
  const booked = await book('10:00', 'Ada');
  const [first, second] = [await wait('1'), await wait('2')];
  await cancel(booked.id);
  expect(await status(first.id)).toBe('offered');
  clinic.setClock(at('08:14'));
  await clock();
  expect(await status(first.id)).toBe('offered');
  clinic.setClock(at('08:15'));
  await clock();
  expect([await status(first.id), await status(second.id)]).toEqual(['waitlisted', 'offered']);
});

test('an offer that is not wanted at all goes on, and a place for any provider is for any provider again', async () => {
  const booked = await book('10:00', 'Ada');
  const [first, second] = [await wait('1'), await wait('2')];
  await cancel(booked.id);
  await clinic.act(holderOf(clinic, first), (tx) => cancelOwn(tx));
  expect([await status(first.id), await status(second.id)]).toEqual(['cancelled', 'offered']);
  await clinic.act(holderOf(clinic, second), (tx) => refuseOffer(tx));
  expect((await storedAppointments(clinic)).find(({ id }) => id === second.id)).toMatchObject({
    provider_id: null,
    starts_at: null,
    refused: [new Date(at('10:00'))],
  });
});

test('what is offered no more can be cancelled, given back and taken all the same', async () => {
  const [one, two, three] = [await book('10:00', 'Ada'), await book('11:00', 'Bob'), await book('12:00', 'Cem')];
  const [first, second] = [await wait('1'), await wait('2')];
  await cancel(one.id);
  await cancel(two.id);
  await clinic.act(clinic.manager, (tx) => removeService(tx, { id: visit.service }));
  await clinic.act(holderOf(clinic, three), (tx) => cancelOwn(tx));
  await clinic.act(holderOf(clinic, first), (tx) => acceptOffer(tx));
  await clinic.act(holderOf(clinic, second), (tx) => refuseOffer(tx));
  expect([await status(three.id), await status(first.id), await status(second.id)]).toEqual([
    'cancelled',
    'booked',
    'waitlisted',
  ]);
});

test('waiting ends with the last wanted day', async () => {
  const waiting = await wait('1');
  clinic.pass({ minutes: 16 * 60 - 1 });
  await clock();
  expect(await status(waiting.id)).toBe('waitlisted');
  clinic.pass({ minutes: 1 });
  await clock();
  expect(await status(waiting.id)).toBe('expired');
});

test('the minutes that were won back are counted, and those that were lost again are not', async () => {
  const figures = () => clinic.snapshot(clinic.staff, (tx) => backfillFigures(tx, {}));
  const [one, two] = [await book('10:00', 'Ada'), await book('11:00', 'Bob')];
  const [first, second] = [await wait('1'), await wait('2')];
  await wait('3');
  await cancel(one.id);
  expect(await figures()).toEqual({ waiting: 2, offers_open: 1, backfilled: 0, minutes_recovered: 0 });
  await clinic.act(holderOf(clinic, first), (tx) => acceptOffer(tx));
  await cancel(two.id);
  await clinic.act(holderOf(clinic, second), (tx) => acceptOffer(tx));
  expect(await figures()).toEqual({ waiting: 1, offers_open: 0, backfilled: 2, minutes_recovered: 60 });
  await cancel(second.id);
  expect(await figures()).toMatchObject({ offers_open: 1, backfilled: 1, minutes_recovered: 30 });
});

test('a passer-by waits for what is booked online, with a name and a way to be reached', async () => {
  const stranger = (more: object) =>
    clinic.act(passerBy(clinic), (tx) =>
      joinWaitlist(tx, {
        ...{ service_id: visit.service, office_id: clinic.officeId, wanted_from: DAY, wanted_until: DAY },
        ...more,
      }),
    );
  await expect(stranger({ patient_name: 'Ada' })).rejects.toEqual(refused('invalid_input'));
  await expect(stranger({ patient_name: 'Ada', email: 'a@b.org', wanted_until: '2020-01-01' })).rejects.toEqual(
    refused('invalid_input'),
  );
  await expect(stranger({ patient_name: 'Ada', email: 'a@b.org' })).resolves.toMatchObject({
    status: 'waitlisted',
    any_provider: true,
  });
  const none = await openForBooking(clinic, { policy: { offer: 0 } });
  await expect(stranger({ service_id: none.service, patient_name: 'Ada', email: 'a@b.org' })).rejects.toEqual(
    refused('not_possible_now'),
  );
});
