import { Counter, Trend } from 'k6/metrics';
import type { Appointment } from '../realtime/contract/resources/appointments.ts';
import type { Slots } from '../realtime/contract/resources/booking.ts';
import type { Office } from '../realtime/contract/resources/offices.ts';
import type { Provider } from '../realtime/contract/resources/providers.ts';
import type { Service } from '../realtime/contract/resources/services.ts';
import { ask, askAtOnce, made, signUp, type Newcomer } from './site/newcomer.ts';
import { number, SLOW_MS } from './site/settings.ts';
import { STATS, type Measured } from './site/summary.ts';
import { tell } from './site/tell.ts';

/**
 * Many want the same time in the same moment, at all nodes: one gets it, the others are told so, time after time. At the end the
 * calendar is read: nobody was booked twice. Everybody asks as the staff of one organization of their own; what goes over its pace
 * is turned away and asks no more.
 */
const ORGANIZATIONS = number('ORGANIZATIONS', 4, 1);
const PEOPLE = number('PEOPLE', 50, 10);
const ROUNDS = number('ROUNDS', 20, 3);

const booked = new Counter('booked');
const taken = new Counter('told_that_it_is_taken');
const turnedAway = new Counter('turned_away');
const other = new Counter('other_answers');
const twice = new Counter('booked_twice');
const bookingMs = new Trend('booking_ms', true);

export const options = {
  summaryTrendStats: STATS,
  setupTimeout: '120s',
  scenarios: {
    race: {
      executor: 'per-vu-iterations',
      vus: ORGANIZATIONS,
      iterations: ROUNDS,
      maxDuration: '10m',
    },
  },
  batch: PEOPLE,
  batchPerHost: PEOPLE,
  thresholds: {
    booked: [`count==${ORGANIZATIONS * ROUNDS}`],
    told_that_it_is_taken: ['count>0'],
    other_answers: ['count==0'],
    booked_twice: ['count==0'],
    booking_ms: [`p(95)<${SLOW_MS}`],
  },
};

type Clinic = Newcomer & { service_id: string; office_id: string; provider_id: string; starts: string[] };

export function setup(): { clinics: Clinic[] } {
  // A threshold on what never happened would fail for want of a value.
  for (const none of [other, twice]) none.add(0);
  const run = Date.now().toString(36);
  return {
    clinics: Array.from({ length: ORGANIZATIONS }, (_, n) => opened(`race-${run}-${n}`, `10.20.31.${n + 1}`)),
  };
}

export default function race({ clinics }: { clinics: Clinic[] }): void {
  const clinic = clinics[(__VU - 1) % clinics.length];
  const starts_at = clinic?.starts[__ITER];
  if (!clinic || starts_at === undefined) throw new Error('there are more rounds than free times');
  const { service_id, office_id, provider_id } = clinic;
  const bodies = Array.from({ length: PEOPLE }, (_, n) => ({
    ...{ service_id, office_id, provider_id, starts_at },
    patient_name: `Person ${n}`,
  }));
  for (const answer of askAtOnce(clinic, 'POST', '/appointments', bodies)) {
    if (answer.status === 429) {
      turnedAway.add(1);
      continue;
    }
    bookingMs.add(answer.timings.duration);
    if (answer.status === 201) booked.add(1);
    else if (answer.status === 409 && answer.json('code') === 'slot_taken') taken.add(1);
    else other.add(1);
  }
}

export function teardown({ clinics }: { clinics: Clinic[] }): void {
  for (const clinic of clinics) {
    const { starts, provider_id } = clinic;
    const [from, to] = [starts[0]?.slice(0, 10), starts.at(-1)?.slice(0, 10)];
    const path = `/appointments?provider_id=${provider_id}&from=${from}&to=${to}&limit=200`;
    const { data } = made<{ data: Appointment[] }>(() => ask(clinic, 'GET', path));
    const times = data.map(({ starts_at }) => starts_at);
    twice.add(times.length - new Set(times).size);
  }
}

export function handleSummary(measured: Measured): Record<string, string> {
  const did = `${PEOPLE} people want the same time at once, ${ROUNDS} times in each of ${ORGANIZATIONS} organizations`;
  return tell({ scenario: 'booking-race', did }, measured);
}

function opened(slug: string, address: string): Clinic {
  const owner = signUp(slug, address);
  const office = made<Office>(() => ask(owner, 'POST', '/offices', { name: 'Office', time_zone: 'UTC' }));
  const service = made<Service>(() => ask(owner, 'POST', '/services', { name: 'Visit', duration_minutes: 15 }));
  const provider = made<Provider>(() =>
    ask(owner, 'POST', '/providers', { name: 'Dr. Race', offices: [{ id: office.id }], service_ids: [service.id] }),
  );
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  made(() =>
    ask(owner, 'POST', '/schedules', {
      ...{ provider_id: provider.id, office_id: office.id, effective_from: day(0) },
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' })),
    }),
  );
  const path = `/providers/${provider.id}/slots?service_id=${service.id}&office_id=${office.id}&from=${day(2)}&to=${day(3)}`;
  const { data } = made<Slots>(() => ask(owner, 'GET', path));
  const ids = { service_id: service.id, office_id: office.id, provider_id: provider.id };
  return { ...owner, ...ids, starts: data.slice(0, ROUNDS).map(({ starts_at }) => starts_at) };
}
