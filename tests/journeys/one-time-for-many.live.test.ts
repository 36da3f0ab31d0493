import pg from 'pg';
import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import type { Slots } from '../../realtime/contract/resources/booking.ts';
import type { Provider } from '../../realtime/contract/resources/providers.ts';
import type { Service as BookedService } from '../../realtime/contract/resources/services.ts';
import { apiOf, yes, type Api } from '../support/api.ts';
import { openService, signUpClinic, type Clinic, type Service } from '../support/service.ts';

/** Many want one time at the same moment, through two nodes: one has it, and everybody else is told so. */
let service: Service;
let clinic: Clinic;
let admin: pg.Client;
let slots: string[];
let place: { service_id: string; office_id: string; provider_id: string };
beforeAll(async () => {
  service = await openService({ nodes: 2, env: { LOG_LEVEL: 'warn' } });
  clinic = await signUpClinic(service.nodes[0]?.url ?? '');
  admin = new pg.Client(service.database.adminUrl);
  await admin.connect();
  const owner = at(0, clinic.ownerToken);
  const booking = { online: true, notice: 0, offer: 60 };
  const visit = await yes(owner.post<BookedService>('/services', { name: 'Visit', duration_minutes: 30, booking }));
  const provider = await yes(
    owner.post<Provider>('/providers', {
      ...{ name: 'Dr. Grey', offices: [{ id: clinic.officeId }], service_ids: [visit.id] },
    }),
  );
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
  place = { service_id: visit.id, office_id: clinic.officeId, provider_id: provider.id };
  await yes(
    owner.post('/schedules', {
      ...{ provider_id: provider.id, office_id: clinic.officeId, effective_from: '2020-01-01', hours },
    }),
  );
  const day = (away: number) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);
  const path = `/services/${visit.id}/slots?office_id=${clinic.officeId}&from=${day(1)}&to=${day(3)}`;
  slots = (await yes(at(1, null).get<Slots>(path))).data.map(({ starts_at }) => starts_at);
});
afterAll(async () => {
  await admin?.end();
  await service?.close();
});

/** The node that answers the nth question. */
function at(n: number, token: string | null): Api {
  const url = service.nodes[n % service.nodes.length]?.url ?? '';
  return apiOf(url, { ...(token === null ? { slug: clinic.slug } : { token }) });
}
const slot = (index: number) => ({ ...place, starts_at: slots[index] ?? '' });
const who = (n: number) => ({ patient_name: `Person ${n}`, email: `person${n}@example.org` });

/** How often each was answered. */
function tally(answers: readonly { status: number; body: unknown }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const code = (body as { code?: string } | null)?.code; // a problem has one
    const said = status < 300 ? String(status) : `${status} ${code}`;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}

async function holders(index: number): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM appointments WHERE starts_at = $1 AND holds_time',
    [slots[index]],
  );
  return rows[0]?.count ?? 0;
}

test('of two hundred who book one time at once, one has it and 199 are told that it is taken', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      at(n, clinic.ownerToken).post<Booked>('/appointments', { ...slot(0), ...who(n) }),
    ),
  );
  expect(tally(answers)).toEqual({ '201': 1, '409 slot_taken': 199 });
  expect(await holders(0)).toBe(1);
});

test('fifty who keep it, twenty-five who book it and twenty-five who move to it: one has it', async () => {
  const owner = (n: number) => at(n, clinic.ownerToken);
  const others: Booked[] = [];
  for (let n = 0; n < 25; n++)
    others.push(await yes(owner(n).post<Booked>('/appointments', { ...slot(10 + n), ...who(n) })));
  const answers = await Promise.all([
    ...Array.from({ length: 50 }, (_, n) => owner(n).post('/appointment-holds', slot(1))),
    ...Array.from({ length: 25 }, (_, n) => owner(n).post('/appointments', { ...slot(1), ...who(100 + n) })),
    ...others.map(({ appointment }, n) =>
      owner(n).put(`/appointments/${appointment.id}/slot`, { starts_at: slots[1] }),
    ),
  ]);
  const counts = tally(answers);
  expect(counts['409 slot_taken']).toBe(99);
  expect(await holders(1)).toBe(1);
});

test('however often an offer is taken at once, it is booked once', async () => {
  const owner = at(0, clinic.ownerToken);
  const booked = await yes(owner.post<Booked>('/appointments', { ...slot(3), ...who(300) }));
  const wish = { ...place, wanted_from: '2026-01-01', wanted_until: '2100-01-01' };
  const waiting = await yes(at(1, null).post<Booked>('/waitlist', { ...wish, ...who(301) }));
  await yes(owner.delete(`/appointments/${booked.appointment.id}`));
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => at(n, null).post(`/bookings/${waiting.booking_token}/acceptance`, {})),
  );
  expect(tally(answers)).toEqual({ '201': 1, '409 not_possible_now': 99 });
  expect(await holders(3)).toBe(1);
  const { rows } = await admin.query(`SELECT FROM appointment_events WHERE move = 'accept'`);
  expect(rows).toHaveLength(1);
});
