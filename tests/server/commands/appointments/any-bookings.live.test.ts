import fc from 'fast-check';
import type { AppointmentStatus } from '../../../../models/vocabulary.ts';
import { openDatabase, type Database } from '../../../../models/database.ts';
import { Refusal } from '../../../../models/rules/refusal.ts';
import { acceptOffer, refuseOffer } from '../../../../server/commands/appointments/answer-offer.ts';
import { bookAppointment, bookHold } from '../../../../server/commands/appointments/book-appointment.ts';
import { cancelAppointment } from '../../../../server/commands/appointments/cancel-appointment.ts';
import { checkIn } from '../../../../server/commands/appointments/check-in.ts';
import { holdSlot } from '../../../../server/commands/appointments/hold-slot.ts';
import { joinWaitlist } from '../../../../server/commands/appointments/join-waitlist.ts';
import { moveAppointment } from '../../../../server/commands/appointments/move-appointment.ts';
import { createDoors, type Doors } from '../../../../server/doors.ts';
import { fireAppointmentTimers } from '../../../../server/jobs/appointment-timers.ts';
import { openForBooking, holderOf, storedAppointments } from '../../../support/booking.ts';
import { openClinic, personal, type Clinic } from '../../../support/clinic.ts';
import { WALKS_EVERYWHERE } from '../../../support/walks-everywhere.ts';

/**
 * Whatever people do, in whichever order, through two nodes: after every step the database says the same as a page of rules that
 * knows no database. A node is what it is to PostgreSQL: doors with connections of their own.
 */
let clinic: Clinic;
let second: Database;
let nodes: [Doors, Doors];
let queue: string;
beforeAll(async () => {
  clinic = await openClinic({ at: MORNING, timeZone: 'UTC' });
  second = openDatabase(clinic.appUrl, { poolSize: 8 });
  const cipher = { seal: (_: string, bytes: Buffer) => bytes, open: (_: string, bytes: Buffer) => bytes };
  const clock = () => clinic.clock() ?? new Date();
  nodes = [clinic.doors, createDoors(second, { publish: () => undefined, cipher, personal, clock })];
  queue = await clinic.queue('Q');
});
afterAll(async () => {
  await second.close();
  await clinic.close();
});

const MORNING = '2026-03-10T08:00:00Z';
const MINUTE = 60_000;
/** Six times of half an hour each, from ten o'clock on. */
const SLOTS = [0, 1, 2, 3, 4, 5].map((index) => Date.parse('2026-03-10T10:00:00Z') + index * 30 * MINUTE);
const [HOLD, OFFER, GRACE] = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE];

/** One person's matter, as the rules have it. */
type Matter = {
  id: string;
  origin: string;
  status: AppointmentStatus;
  provider: number | null;
  slot: number | null;
  person: number | null;
  timer: number;
  /** Whoever came after having been missed keeps nobody away. */
  beside: boolean;
  anybody: boolean;
  refused: number[];
};
const HOLDING: readonly AppointmentStatus[] = ['held', 'offered', 'booked', 'checked_in'];

class Model {
  now = Date.parse(MORNING);
  matters: Matter[] = [];

  holds = (one: Matter) => HOLDING.includes(one.status) && !one.beside;
  lapsed = (one: Matter) => (one.status === 'held' || one.status === 'offered') && one.timer <= this.now;

  /** What stands in the way of taking this time, or null. What has lapsed does not. */
  why(provider: number, slot: number): string | null {
    if ((SLOTS[slot] ?? 0) < this.now) return 'slot_not_offered';
    const taken = this.matters.some(
      (one) => this.holds(one) && !this.lapsed(one) && one.provider === provider && one.slot === slot,
    );
    return taken ? 'slot_taken' : null;
  }

  /** What has lapsed and is in the way ends with whatever takes its place. */
  clear(provider: number, slot: number): void {
    for (const one of this.matters)
      if (this.lapsed(one) && one.provider === provider && one.slot === slot) this.end(one);
  }

  end(one: Matter): void {
    if (one.status === 'held') one.status = 'expired';
    else this.waitAgain(one);
  }

  waitAgain(one: Matter): void {
    if (one.slot !== null) one.refused.push(one.slot);
    one.status = 'waitlisted';
    one.slot = null;
    if (one.anybody) one.provider = null;
  }

  isBusy(person: number | null, slot: number, except: Matter | null = null): boolean {
    return (
      person !== null &&
      this.matters.some((one) => one !== except && one.person === person && one.slot === slot && this.holds(one))
    );
  }

  /** Down the waitlist, in the order in which people came. */
  offer(provider: number | null, slot: number | null): void {
    if (provider === null || slot === null || (SLOTS[slot] ?? 0) < this.now + OFFER) return;
    const next = this.matters.find(
      (one) =>
        one.status === 'waitlisted' &&
        (one.anybody || one.provider === provider) &&
        !one.refused.includes(slot) &&
        !this.isBusy(one.person, slot, one),
    );
    if (next) Object.assign(next, { status: 'offered', provider, slot, timer: this.now + OFFER });
  }

  /** The clock's round. */
  fire(): void {
    const due = this.matters.filter((one) => this.lapsed(one) || (one.status === 'booked' && one.timer <= this.now));
    for (const one of due.toSorted((a, b) => a.timer - b.timer)) {
      const { provider, slot } = one;
      if (one.status === 'booked') one.status = 'no_show';
      else if (one.status === 'held') this.end(one);
      else {
        this.end(one);
        this.offer(provider, slot);
      }
    }
  }
}

type Real = { visit: Awaited<ReturnType<typeof openForBooking>>; run: number };
type Step = { does: keyof typeof DOINGS; who: number; provider: number; slot: number; person: number; node: number };

/** What is answered: what was made, or the code of the refusal. */
async function outcome<T>(asked: Promise<T>): Promise<T | string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const DOINGS = {
  async hold(model: Model, real: Real, step: Step) {
    const expected = model.why(step.provider, step.slot);
    const made = await outcome(on(step).transact(clinic.staff, (tx) => holdSlot(tx, slotOf(real, step))));
    if (expected !== null) return expect(made).toBe(expected);
    model.clear(step.provider, step.slot);
    return added(model, made, { status: 'held', ...placeOf(step), person: null, timer: model.now + HOLD });
  },
  async book(model: Model, real: Real, step: Step) {
    const expected = model.why(step.provider, step.slot);
    const made = await outcome(bookOn(on(step), real, step));
    if (expected !== null) return expect(made).toBe(expected);
    return booked(model, made, step);
  },
  async bookTwice(model: Model, real: Real, step: Step) {
    const rival = { ...step, person: (step.person + 1) % PEOPLE };
    const expected = model.why(step.provider, step.slot);
    const answers = await Promise.all([outcome(bookOn(nodes[0], real, step)), outcome(bookOn(nodes[1], real, rival))]);
    const made = answers.flatMap((answer, index) =>
      typeof answer === 'string' ? [] : [{ answer, by: index === 0 ? step : rival }],
    );
    if (expected !== null) return expect(made).toEqual([]);
    model.clear(step.provider, step.slot);
    const free = [step, rival].filter(({ person, slot }) => !model.isBusy(person, slot));
    expect(made).toHaveLength(Math.min(1, free.length));
    for (const { answer, by } of made) booked(model, answer, by);
  },
  async bookHeld(model: Model, real: Real, step: Step) {
    const one = chosen(model, step, 'held');
    if (!one) return;
    const said = { origin_id: one.origin, ...personOf(real, step.person) };
    const made = await outcome(on(step).transact(clinic.staff, (tx) => bookHold(tx, said)));
    if (one.status === 'expired' || model.lapsed(one)) {
      // An offer is no hold.
      return expect(made).toBe(one.status === 'offered' ? 'not_possible_now' : 'hold_expired');
    }
    if (one.status !== 'held') return expect(made).toBe('not_possible_now');
    if (model.isBusy(step.person, one.slot ?? -1)) return expect(made).toBe('person_busy');
    expect(typeof made).toBe('object');
    Object.assign(one, { status: 'booked', person: step.person, timer: (SLOTS[one.slot ?? -1] ?? 0) + GRACE });
  },
  async move(model: Model, real: Real, step: Step) {
    const one = chosen(model, step, 'booked');
    if (!one) return;
    const to = { provider_id: real.visit.providers[step.provider] ?? '', starts_at: timeOf(step.slot) };
    const made = await outcome(
      on(step).transact(clinic.staff, (tx) => moveAppointment(tx, { appointment_id: one.id, ...to })),
    );
    if (one.status === 'booked' && one.provider === step.provider && one.slot === step.slot)
      return expect(made).toMatchObject({ id: one.id });
    if (one.status !== 'booked' && one.status !== 'no_show') return expect(made).toBe('not_possible_now');
    const expected = model.why(step.provider, step.slot);
    if (expected !== null) return expect(made).toBe(expected);
    const { status, provider, slot } = one;
    const lapsedOwn = model.matters.filter(
      (other) => model.lapsed(other) && other.provider === step.provider && other.slot === step.slot,
    );
    const isBusy = model.matters.some(
      (other) =>
        other !== one &&
        !lapsedOwn.includes(other) &&
        one.person !== null &&
        other.person === one.person &&
        other.slot === step.slot &&
        model.holds(other),
    );
    if (isBusy) return expect(made).toBe('person_busy');
    if (typeof made === 'string') throw new Error(`refused: ${made}`);
    model.clear(step.provider, step.slot);
    const timer = (SLOTS[step.slot] ?? 0) + GRACE;
    Object.assign(one, { id: made.id, status: 'booked', ...placeOf(step), timer, beside: false });
    if (status === 'booked') model.offer(provider, slot);
  },
  async cancel(model: Model, _real: Real, step: Step) {
    const one = chosen(model, step, 'booked');
    if (!one) return;
    const made = await outcome(
      on(step).transact(clinic.staff, (tx) => cancelAppointment(tx, { appointment_id: one.id })),
    );
    if (!['held', 'booked', 'waitlisted', 'offered'].includes(one.status)) return expect(made).toBe('not_possible_now');
    expect(typeof made).toBe('object');
    const { status } = one;
    one.status = 'cancelled';
    if (status === 'booked' || status === 'offered') model.offer(one.provider, one.slot);
  },
  async wait(model: Model, real: Real, step: Step) {
    const anybody = step.who % 2 === 0;
    const made = await outcome(
      on(step).transact(clinic.staff, (tx) =>
        joinWaitlist(tx, {
          ...{ service_id: real.visit.service, office_id: clinic.officeId },
          provider_id: anybody ? null : (real.visit.providers[step.provider] ?? ''),
          ...{ wanted_from: '2026-03-10', wanted_until: '2026-03-10' },
          ...personOf(real, step.person),
        }),
      ),
    );
    const provider = anybody ? null : step.provider;
    added(model, made, { status: 'waitlisted', provider, slot: null, person: step.person, timer: Infinity, anybody });
  },
  async accept(model: Model, _real: Real, step: Step) {
    const one = chosen(model, step, 'offered');
    if (!one) return;
    const made = await outcome(on(step).transact(holderOf(clinic, { origin_id: one.origin }), (tx) => acceptOffer(tx)));
    if (one.status !== 'offered') return expect(made).toBe('not_possible_now');
    if (model.lapsed(one)) return expect(made).toBe('hold_expired');
    expect(typeof made).toBe('object');
    Object.assign(one, { status: 'booked', timer: (SLOTS[one.slot ?? -1] ?? 0) + GRACE });
  },
  async refuse(model: Model, _real: Real, step: Step) {
    const one = chosen(model, step, 'offered');
    if (!one) return;
    const made = await outcome(on(step).transact(holderOf(clinic, { origin_id: one.origin }), (tx) => refuseOffer(tx)));
    if (one.status !== 'offered') return expect(made).toBe('not_possible_now');
    expect(typeof made).toBe('object');
    const { provider, slot } = one;
    model.waitAgain(one);
    model.offer(provider, slot);
  },
  async checkIn(model: Model, _real: Real, step: Step) {
    const one = chosen(model, step, 'booked');
    if (!one) return;
    const here = { appointment_id: one.id, queue_id: queue };
    const made = await outcome(on(step).transact(clinic.staff, (tx) => checkIn(tx, here, null)));
    if (one.status !== 'booked' && one.status !== 'no_show') return expect(made).toBe('not_possible_now');
    expect(typeof made).toBe('object');
    one.beside = one.status === 'no_show';
    one.status = 'checked_in';
  },
  async pass(model: Model, _real: Real, step: Step) {
    model.now += (step.who % 20) * MINUTE;
    clinic.setClock(new Date(model.now).toISOString());
    // Sometimes nobody's clock has come to it yet.
    if (step.slot % 2 === 0) return;
    model.fire();
    // Both nodes look at the clock; each timer acts once.
    await fireAppointmentTimers(clinic.database, on(step), clinic.clock());
    await fireAppointmentTimers(second, nodes[1], clinic.clock());
  },
};

const PEOPLE = 4;
const on = ({ node }: Step): Doors => nodes[node % 2 === 0 ? 0 : 1];
const timeOf = (slot: number) => new Date(SLOTS[slot] ?? 0).toISOString();
const placeOf = ({ provider, slot }: Step) => ({ provider, slot });
const slotOf = (real: Real, { provider, slot }: Step) => real.visit.at(timeOf(slot), real.visit.providers[provider]);
const personOf = ({ run }: Real, person: number) => ({
  patient_name: `Person ${person}`,
  email: `${run}-${person}@example.org`,
});
const bookOn = (doors: Doors, real: Real, step: Step) =>
  doors.transact(clinic.staff, (tx) => bookAppointment(tx, { ...slotOf(real, step), ...personOf(real, step.person) }));

/** Mostly one to which it can happen, now and then any. */
function chosen(model: Model, { who }: Step, status: AppointmentStatus): Matter | undefined {
  const fitting = model.matters.filter((one) => one.status === status);
  const among = who % 5 === 0 || fitting.length === 0 ? model.matters : fitting;
  return among[who % Math.max(1, among.length)];
}

type Begun = Pick<Matter, 'status' | 'provider' | 'slot' | 'person' | 'timer'> & { anybody?: boolean };

function added(model: Model, made: { id: string; origin_id: string } | string, begun: Begun): void {
  if (typeof made === 'string') throw new Error(`refused: ${made}`);
  const { id, origin_id: origin } = made;
  model.matters.push({ id, origin, beside: false, anybody: false, refused: [], ...begun });
}

function booked(model: Model, made: { id: string; origin_id: string } | string, step: Step): void {
  const before = structuredClone(model.matters);
  model.clear(step.provider, step.slot);
  if (model.isBusy(step.person, step.slot)) {
    model.matters = before; // nothing has happened
    expect(made).toBe('person_busy');
    return;
  }
  const timer = (SLOTS[step.slot] ?? 0) + GRACE;
  added(model, made, { status: 'booked', ...placeOf(step), person: step.person, timer });
}

async function expectSame(model: Model, { visit }: Real): Promise<void> {
  const rows = (await storedAppointments(clinic)).filter(
    ({ service_id, status }) => service_id === visit.service && status !== 'rescheduled',
  );
  const stored = rows.map((row) => ({
    id: row.id,
    status: row.status,
    provider: row.provider_id === null ? null : visit.providers.indexOf(row.provider_id),
    slot: row.starts_at === null ? null : SLOTS.indexOf(row.starts_at.getTime()),
  }));
  const modelled = model.matters.map(({ id, status, provider, slot }) => ({ id, status, provider, slot }));
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  expect(stored.toSorted(byId)).toEqual(modelled.toSorted(byId));
}

class Doing implements fc.AsyncCommand<Model, Real> {
  static readonly done = new Map<string, number>();
  readonly step: Step;

  constructor(step: Step) {
    this.step = step;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    // No two things are done at the same second, so that it is known which timer comes first.
    model.now += 1_000;
    clinic.setClock(new Date(model.now).toISOString());
    await DOINGS[this.step.does](model, real, this.step);
    await expectSame(model, real);
    Doing.done.set(this.step.does, (Doing.done.get(this.step.does) ?? 0) + 1);
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}

const EVERYTHING = Object.keys(DOINGS) as Step['does'][]; // the keys of this very object
const USUAL = ['hold', 'hold', 'book', 'book', 'bookTwice', 'wait', 'wait', 'cancel', 'accept', 'pass'] as const;
const aStep: fc.Arbitrary<Doing> = fc
  .record({
    does: fc.oneof(fc.constantFrom(...USUAL), fc.constantFrom(...EVERYTHING)),
    who: fc.nat(30),
    provider: fc.nat(1),
    slot: fc.nat(SLOTS.length - 1),
    person: fc.nat(PEOPLE - 1),
    node: fc.nat(1),
  })
  .map((step) => new Doing(step));

/** What was left open is no business of the next day's clock. */
async function endDay(): Promise<void> {
  await clinic.doors.transact(clinic.manager, (tx) =>
    tx.query({
      name: 'end-day',
      text: 'UPDATE appointments SET timer_at = NULL WHERE organization_id = $1',
      values: [clinic.organizationId],
    }),
  );
}

/** Each of some twenty steps, after every one of which all that is stored is compared. */
const RUNS = WALKS_EVERYWHERE ? 200 : 25;

test(
  'whatever people book, move, give back and are offered through two nodes, nobody is booked twice',
  async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands([aStep], { maxCommands: 45, size: 'max' }), async (steps) => {
        clinic.setClock(MORNING);
        const visit = await openForBooking(clinic, {
          providers: 2,
          policy: { notice: 0, person_limit: 100, hold: 5, offer: 15, no_show_after: 30 },
        });
        const setup = () => ({ model: new Model(), real: { visit, run: ++run } });
        await fc.asyncModelRun(setup, steps);
        await endDay();
      }),
      { numRuns: RUNS },
    );
    // Whatever can be done was done.
    expect([...Doing.done.keys()].toSorted()).toEqual(EVERYTHING.toSorted());
  },
  60_000 + RUNS * 5_000,
);
