import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { openClinic, type Clinic } from '../support/clinic.ts';
import { openForBooking } from '../support/booking.ts';

/** No path leads to a double booking, because the database itself refuses one: asked as the service's own role, without the service. */
let clinic: Clinic;
let connection: pg.Client;
let base: Record<string, unknown>;
let other: string;
beforeAll(async () => {
  clinic = await openClinic();
  const visit = await openForBooking(clinic, { providers: 2 });
  const second = await openForBooking(clinic);
  [, other = ''] = visit.providers;
  base = {
    organization_id: clinic.organizationId,
    status: 'booked',
    service_id: visit.service,
    office_id: clinic.officeId,
    provider_id: visit.provider,
    ...span('10:00', '10:30'),
    capacity: 3,
    source: 'staff',
    another_service: second.service,
  };
  connection = new pg.Client({ connectionString: clinic.appUrl });
  await connection.connect();
  await connection.query("SELECT set_config('app.organization_id', $1, false)", [clinic.organizationId]);
});
afterAll(async () => {
  await connection.end();
  await clinic.close();
});
beforeEach(() => connection.query('BEGIN'));
afterEach(() => connection.query('ROLLBACK'));

function span(from: string, until: string) {
  const [starts, ends] = [`2026-03-10T${from}:00Z`, `2026-03-10T${until}:00Z`];
  return { starts_at: starts, ends_at: ends, busy_from: starts, busy_until: ends };
}

async function insert(more: Record<string, unknown> = {}): Promise<void> {
  const id = uuidv7();
  const { another_service: _, ...columns } = { ...base, ...more } as Record<string, unknown>;
  const row = { id, origin_id: id, code: codeOf(id), status_at: 'now', created_at: 'now', ...columns };
  await connection.query(
    `INSERT INTO appointments (${Object.keys(row).join()}) VALUES (${Object.keys(row)
      .map((_, index) => `$${index + 1}`)
      .join()})`,
    Object.values(row),
  );
}

function codeOf(id: string): string {
  return id.slice(-8).replace(/./g, (hex) => 'ABCDEFGHJKLMNPQR'.charAt(parseInt(hex, 16)));
}

const violates = (constraint: string) => expect.objectContaining({ constraint });

test('two people on one seat', async () => {
  await insert();
  await expect(insert(span('10:15', '10:45'))).rejects.toEqual(violates('appointments_one_per_seat'));
});

test('two people on different seats of one provider who come for something else', async () => {
  await insert();
  await expect(insert({ seat: 1, service_id: base['another_service'] })).rejects.toEqual(
    violates('appointments_one_service'),
  );
});

test('two people on different seats of one provider who come at another time', async () => {
  await insert();
  await expect(insert({ seat: 1, ...span('10:15', '10:45') })).rejects.toEqual(violates('appointments_one_start'));
});

test('one person in two places', async () => {
  await insert({ person_key: 'ada' });
  await expect(insert({ person_key: 'ada', provider_id: other, ...span('10:29', '10:59') })).rejects.toEqual(
    violates('appointments_one_place'),
  );
});

test('one more than there are seats', async () => {
  await expect(insert({ seat: 3 })).rejects.toEqual(violates('appointments_check'));
});

test('an appointment that is moved onto another', async () => {
  await insert();
  await insert(span('11:00', '11:30'));
  const moving = connection.query(
    `UPDATE appointments SET starts_at = '2026-03-10T10:15Z', ends_at = '2026-03-10T10:45Z', busy_from = '2026-03-10T10:15Z',
       busy_until = '2026-03-10T10:45Z' WHERE starts_at = '2026-03-10T11:00Z'`,
  );
  await expect(moving).rejects.toEqual(violates('appointments_one_per_seat'));
});

test('what is taken up again after its time was given to somebody else', async () => {
  await insert({ status: 'cancelled' });
  await insert();
  const reopening = connection.query(`UPDATE appointments SET status = 'booked' WHERE status = 'cancelled'`);
  await expect(reopening).rejects.toEqual(violates('appointments_one_per_seat'));
});

describe('is possible:', () => {
  test.each([
    ['one after the other', {}, span('10:30', '11:00')],
    ['a group shares its seats', {}, { seat: 1 }],
    ['another provider', {}, { provider_id: 'other' }],
    ['what was cancelled is free', { status: 'cancelled' }, {}],
    ['what was missed is free', { status: 'no_show' }, {}],
    ['beside what is there', {}, { overbooked: true }],
  ])('%s', async (_what, first, second) => {
    await insert(first);
    await insert('provider_id' in second ? { provider_id: other } : second);
    const { rows } = await connection.query('SELECT count(*)::integer AS count FROM appointments');
    expect(rows).toEqual([{ count: 2 }]);
  });
});

describe('is refused:', () => {
  test.each([
    ['what is kept free around it counts', { busy_from: '2026-03-10T09:50:00Z' }, span('09:30', '10:00')],
    ['what is held is not', { status: 'held' }, {}],
    ['what is offered is not', { status: 'offered' }, {}],
    ['who is here is not', { status: 'checked_in' }, {}],
  ])('%s', async (_what, first, second) => {
    await insert(first);
    await expect(insert(second)).rejects.toEqual(expect.objectContaining({ code: '23P01' }));
  });
});
