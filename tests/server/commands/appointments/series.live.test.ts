import { bookAppointment } from '../../../../server/commands/appointments/book-appointment.ts';
import { bookSeries } from '../../../../server/commands/appointments/book-series.ts';
import { cancelAppointment } from '../../../../server/commands/appointments/cancel-appointment.ts';
import { moveAppointment } from '../../../../server/commands/appointments/move-appointment.ts';
import { openClinic, type Clinic } from '../../../support/clinic.ts';
import { openForBooking, passerBy, storedAppointments } from '../../../support/booking.ts';

/** Tuesday, the 10th of March 2026 in Berlin. The clocks go forward on the 29th. */
let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({ at: '2026-03-10T07:00:00Z' });
});
afterEach(() => clinic.close());

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const open = async (): Promise<string[]> =>
  (await storedAppointments(clinic))
    .filter(({ status }) => status === 'booked')
    .map(({ starts_at }) => starts_at?.toISOString().slice(5, 16) ?? '')
    .toSorted((a, b) => a.localeCompare(b));

async function sixTuesdays(more: object = {}) {
  const visit = await openForBooking(clinic, { providers: 2, policy: { person_limit: 1 } });
  const series = (also: object = {}) =>
    clinic.act(clinic.staff, (tx) =>
      bookSeries(tx, {
        ...visit.at('2026-03-10T09:00:00Z'),
        ...{ patient_name: 'Ada', phone: '030 123456', rule: 'FREQ=WEEKLY;COUNT=4' },
        ...more,
        ...also,
      }),
    );
  return { visit, series };
}

test('a time that repeats stays the same on the wall when the clocks change', async () => {
  const { series } = await sixTuesdays();
  const { origin_ids, skipped } = await series();
  expect(await open()).toEqual(['03-10T09:00', '03-17T09:00', '03-24T09:00', '03-31T08:00']);
  expect([origin_ids.length, skipped]).toEqual([4, []]);
  const rows = await storedAppointments(clinic);
  expect(rows.map(({ series_on }) => series_on)).toEqual([
    '2026-03-10T10:00',
    '2026-03-17T10:00',
    '2026-03-24T10:00',
    '2026-03-31T10:00',
  ]);
  // Each has a link and a code of its own; together they count as one of those that a person may have.
  expect(new Set(rows.map(({ code }) => code)).size).toBe(4);
  await expect(series()).rejects.toEqual(refused('person_limit'));
});

test('where a time is not free nothing is booked, or all the others', async () => {
  const { visit, series } = await sixTuesdays();
  await clinic.act(clinic.staff, (tx) => bookAppointment(tx, visit.at('2026-03-17T09:00:00Z')));
  await expect(series()).rejects.toEqual(refused('slot_taken'));
  expect(await open()).toEqual(['03-17T09:00']);
  const { skipped } = await series({ conflicts: 'skip' });
  expect(skipped).toEqual([{ starts_at: '2026-03-17T09:00:00.000Z', code: 'slot_taken' }]);
  expect(await open()).toEqual(['03-10T09:00', '03-17T09:00', '03-24T09:00', '03-31T08:00']);
});

test('with anybody it stays with the same provider, as long as that one is free', async () => {
  const { visit, series } = await sixTuesdays();
  const [one = '', two = ''] = visit.providers;
  await clinic.act(clinic.staff, (tx) => bookAppointment(tx, visit.at('2026-03-17T09:00:00Z', one)));
  await series({ provider_id: null });
  const rows = (await storedAppointments(clinic)).filter(({ series_id }) => series_id !== null);
  expect(rows.map(({ provider_id }) => provider_id)).toEqual([one, two, one, one]);
});

test('one is moved, or that and all after it, or all, by the same difference on the wall', async () => {
  const { series } = await sixTuesdays();
  await series();
  const second = async () =>
    (await storedAppointments(clinic)).find(
      ({ status, series_on }) => status === 'booked' && series_on === '2026-03-17T10:00',
    )?.id ?? '';
  const move = async (starts_at: string, scope: 'one' | 'following' | 'all') => {
    const appointment_id = await second();
    return clinic.act(clinic.staff, (tx) => moveAppointment(tx, { appointment_id, starts_at, scope }));
  };
  await move('2026-03-17T09:30:00Z', 'one');
  expect(await open()).toEqual(['03-10T09:00', '03-17T09:30', '03-24T09:00', '03-31T08:00']);
  // A week later: each goes where the next one has been.
  await move('2026-03-24T09:30:00Z', 'following');
  expect(await open()).toEqual(['03-10T09:00', '03-24T09:30', '03-31T08:00', '04-07T08:00']);
  await move('2026-03-24T10:30:00Z', 'all');
  expect(await open()).toEqual(['03-10T10:00', '03-24T10:30', '03-31T09:00', '04-07T09:00']);
});

test('several are moved together or not at all', async () => {
  const { visit, series } = await sixTuesdays();
  await series();
  await clinic.act(clinic.staff, (tx) => bookAppointment(tx, visit.at('2026-03-31T09:00:00Z')));
  const before = await open();
  const [first] = await storedAppointments(clinic);
  const moving = clinic.act(clinic.staff, (tx) =>
    moveAppointment(tx, { appointment_id: first?.id ?? '', starts_at: '2026-03-10T10:00:00Z', scope: 'all' }),
  );
  await expect(moving).rejects.toEqual(refused('slot_taken'));
  expect(await open()).toEqual(before);
});

test('one is cancelled, or that and all after it; what is over stays', async () => {
  const { series } = await sixTuesdays();
  await series();
  const rows = await storedAppointments(clinic);
  const cancel = (index: number, scope: 'one' | 'following' | 'all') =>
    clinic.act(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: rows[index]?.id ?? '', scope }));
  await cancel(1, 'one');
  expect(await open()).toEqual(['03-10T09:00', '03-24T09:00', '03-31T08:00']);
  clinic.setClock('2026-03-10T09:10:00Z');
  await cancel(2, 'all');
  expect(await open()).toEqual(['03-10T09:00']);
});

test('whose work is limited to queues changes of a series what is theirs, and no part of it where some is not', async () => {
  const { visit, series } = await sixTuesdays();
  await series();
  const [first, second] = await storedAppointments(clinic);
  const queue = await clinic.queue('A');
  await clinic.doors.transact(clinic.manager, ({ database, transaction }) =>
    database.Queue.update(
      { provider_id: visit.provider },
      { where: { organization_id: clinic.organizationId, id: queue }, transaction },
    ),
  );
  const limited = { ...clinic.staff, queueIds: [queue] };
  const ofFirst = { appointment_id: first?.id ?? '' };
  const toOther = { starts_at: '2026-03-17T09:00:00Z', provider_id: visit.providers[1] };
  await clinic.act(clinic.staff, (tx) => moveAppointment(tx, { appointment_id: second?.id ?? '', ...toOther }));
  const before = await open();
  for (const scope of ['following', 'all'] as const) {
    const starts_at = '2026-03-10T10:00:00Z';
    const moving = clinic.act(limited, (tx) => moveAppointment(tx, { ...ofFirst, starts_at, scope }));
    await expect(moving).rejects.toEqual(refused('not_permitted'));
    const cancelling = clinic.act(limited, (tx) => cancelAppointment(tx, { ...ofFirst, scope }));
    await expect(cancelling).rejects.toEqual(refused('not_permitted'));
  }
  expect(await open()).toEqual(before);
  await clinic.act(limited, (tx) => cancelAppointment(tx, ofFirst));
  expect(await open()).toEqual(before.slice(1));
});

test('only staff book what repeats', async () => {
  const { visit } = await sixTuesdays();
  const series = { ...visit.at('2026-03-10T09:00:00Z'), rule: 'FREQ=WEEKLY;COUNT=2' };
  await expect(clinic.act(passerBy(clinic), (tx) => bookSeries(tx, series))).rejects.toEqual(
    refused('unauthenticated'),
  );
});
