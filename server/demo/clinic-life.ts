import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Wait } from '../../realtime/contract/commands.ts';
import { systemOf } from '../access/system-of.ts';
import { openSession } from '../commands/counters/session.ts';
import { callNext } from '../commands/entries/call-next.ts';
import { finish } from '../commands/entries/finish.ts';
import { joinQueue } from '../commands/entries/join-queue.ts';
import { markNoShow } from '../commands/entries/mark-no-show.ts';
import { recall } from '../commands/entries/recall.ts';
import { returnEntry } from '../commands/entries/return-entry.ts';
import { serve } from '../commands/entries/serve.ts';
import { transfer } from '../commands/entries/transfer.ts';
import type { Writing } from '../commands/transact.ts';
import type { Doors } from '../doors.ts';
import { queueBoard } from '../queries/board/queue-board.ts';
import { CITY_CLINIC, PATIENTS } from './city-clinic.ts';
import { type Clinic, userActor } from './clinic.ts';

const MINUTE = 60_000;
/** Nobody joins a queue that is this long; the hall stays full and never overflows. */
const FULL = 12;
const ABSENT = 0.06;
const COMES_BACK = 0.4;
const SENT_ON = 0.1;
const URGENT = 0.03;

export type ClinicLife = {
  /** When something will happen next, in milliseconds since 1970. */
  nextAt(): number;
  /** Lets the next thing happen. `now` is what the doors' clock shows. */
  step(now: number): Promise<void>;
  /** Looks at the boards: what other people did meanwhile is taken as it is. */
  look(now: number): Promise<void>;
  /** Everything that was to happen happens so much later. */
  postpone(ms: number): void;
};

type Door = {
  queueId: string;
  prefix: string;
  officeId: string;
  publicJoin: boolean;
  arrivals: number;
  waiting: number;
  at: number;
};
type Desk = {
  counterId: string;
  queueId: string;
  prefix: string;
  actor: Actor;
  minutes: number;
  person: Person | null;
  at: number;
};
/** Whoever is at a desk. `absent`: called, and not in the hall. */
type Person = { entryId: string; status: 'called' | 'serving'; absent: boolean; recalled: boolean };
type Later = { at: number; happen: () => Promise<void> };

/** People come, and the desks that have a worker call them: one event at a time, in the order of a clock that somebody else moves. */
export function createClinicLife({
  clinic,
  doors,
  now,
  random = Math.random,
  waits = async () => null,
}: {
  clinic: Clinic;
  doors: Doors;
  now: number;
  random?: () => number;
  /** What those who join are promised. */
  waits?: (queueId: string) => Promise<readonly Wait[] | null>;
}): ClinicLife {
  const { organizationId } = clinic;
  const nobody: Actor = { kind: 'public', organizationId, id: null };
  const doorsIn: Door[] = CITY_CLINIC.queues.flatMap(({ prefix, arrivals, public_join }) =>
    clinic.queues
      .filter((queue) => queue.prefix === prefix)
      .map(({ id, office_id }) => ({
        queueId: id,
        prefix,
        officeId: office_id,
        publicJoin: public_join,
        arrivals,
        waiting: 0,
        at: now + random() * MINUTE,
      })),
  );
  const desks: Desk[] = CITY_CLINIC.counters.flatMap(({ name, office, queues: [prefix], worker }) => {
    const counter = clinic.counters.find((one) => one.name === name && one.office === office);
    const door = doorsIn.find((one) => one.prefix === prefix);
    const actor = worker === null ? null : userActor(clinic, worker);
    if (!counter || !door || !actor) return [];
    const minutes = CITY_CLINIC.queues.find((queue) => queue.prefix === prefix)?.service_minutes ?? 1;
    const at = now + random() * MINUTE;
    return [{ counterId: counter.id, queueId: door.queueId, prefix: door.prefix, actor, minutes, person: null, at }];
  });
  let later: Later[] = [];
  /** Everybody in turn: nobody waits twice. */
  let came = Math.floor(random() * PATIENTS.length);

  /** false: refused, because somebody else was quicker. */
  async function attempt(actor: Actor, work: (tx: Writing) => Promise<unknown>): Promise<boolean> {
    try {
      await doors.transact(actor, work);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  function between(from: number, to: number): number {
    return (from + random() * (to - from)) * MINUTE;
  }

  async function arrive(door: Door, at: number): Promise<void> {
    const pace = door.waiting < 3 ? 2 : door.waiting > 8 ? 0.5 : 1;
    door.at = at + (-Math.log(1 - random()) * 60 * MINUTE) / (door.arrivals * pace);
    if (door.waiting >= FULL) return;
    const promised = await waits(door.queueId);
    const urgent = random() < URGENT;
    const input = {
      queue_id: door.queueId,
      patient_name: PATIENTS[came++ % PATIENTS.length] ?? PATIENTS[0],
      ...(urgent && { priority: 'urgent' as const }),
    };
    if (await attempt(urgent ? reception() : entrance(door), (tx) => joinQueue(tx, input, promised))) door.waiting += 1;
  }

  function reception(): Actor {
    const manager = clinic.users.find(({ role }) => role === 'manager');
    return manager ? { kind: 'user', organizationId, id: manager.id, role: manager.role, queueIds: 'all' } : nobody;
  }

  /** By phone where anybody may, else at the kiosk. */
  function entrance(door: Door): Actor {
    if (door.publicJoin && random() < 0.3) return nobody;
    const kiosk = clinic.devices.find(({ kind, queueIds }) => kind === 'kiosk' && queueIds.includes(door.queueId));
    if (!kiosk) return nobody;
    const { id, office_id: officeId, queueIds } = kiosk;
    return { kind: 'device', organizationId, id, device: 'kiosk', officeId, queueIds };
  }

  async function work(desk: Desk, at: number): Promise<void> {
    const { person } = desk;
    if (person === null) return callSomebody(desk, at);
    const { entryId } = person;
    if (person.status === 'serving') return sendOff(desk, entryId, at);
    if (!person.absent) {
      const came = await attempt(desk.actor, (tx) => serve(tx, { entry_id: entryId }));
      desk.person = came ? { ...person, status: 'serving' } : null;
      desk.at = at + (came ? serviceTime(desk.minutes) : MINUTE);
      return;
    }
    if (!person.recalled && (await attempt(desk.actor, (tx) => recall(tx, { entry_id: entryId })))) {
      desk.person = { ...person, recalled: true };
      desk.at = at + between(0.6, 1);
      return;
    }
    desk.person = null;
    desk.at = at + between(0.1, 0.3);
    const missed = await attempt(desk.actor, (tx) => markNoShow(tx, { entry_id: entryId }));
    if (missed && random() < COMES_BACK) {
      const comeBack = () => attempt(desk.actor, (tx) => returnEntry(tx, { entry_id: entryId, placement: 'fair' }));
      later.push({ at: at + between(3, 8), happen: async () => void (await comeBack()) });
    }
  }

  async function callSomebody(desk: Desk, at: number): Promise<void> {
    const { queueId, counterId } = desk;
    try {
      const { entry } = await doors.transact(desk.actor, (tx) =>
        callNext(tx, { queue_id: queueId, counter_id: counterId }),
      );
      const door = doorsIn.find((one) => one.queueId === queueId);
      if (door) door.waiting = Math.max(0, door.waiting - 1);
      const absent = random() < ABSENT;
      desk.person = { entryId: entry.id, status: 'called', absent, recalled: false };
      desk.at = at + (absent ? between(0.6, 1) : between(0.3, 0.9));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Nobody is waiting, or somebody closed the counter, the queue or the door: look again in a while.
      desk.at = at + (error.code === 'queue_empty' ? between(0.2, 0.4) : MINUTE);
    }
  }

  async function sendOff(desk: Desk, entryId: string, at: number): Promise<void> {
    desk.person = null;
    desk.at = at + between(0.2, 0.6);
    const pharmacy = doorsIn.find(({ prefix }) => prefix === 'P');
    const sentOn = desk.prefix === 'A' && pharmacy !== undefined && random() < SENT_ON;
    const ended = await attempt(desk.actor, (tx) =>
      sentOn ? transfer(tx, { entry_id: entryId, queue_id: pharmacy.queueId }) : finish(tx, { entry_id: entryId }),
    );
    if (ended && sentOn) pharmacy.waiting += 1;
  }

  /** Log-normal: most take about the usual time, a few take long. */
  function serviceTime(minutes: number): number {
    const normal = Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
    return minutes * Math.exp(0.45 * normal - 0.1) * MINUTE;
  }

  async function look(at: number): Promise<void> {
    for (const door of doorsIn) {
      const board = await doors.snapshot(systemOf(organizationId), (tx) => queueBoard(tx, door.queueId, 'staff'));
      const { entries } = board as StaffBoard; // that audience was asked for
      door.waiting = entries.filter(({ status }) => status === 'waiting').length;
      for (const desk of desks.filter(({ queueId }) => queueId === door.queueId)) {
        const present = entries.find(
          ({ counter_id, status }) => counter_id === desk.counterId && (status === 'called' || status === 'serving'),
        );
        if (present?.id === desk.person?.entryId && present?.status === desk.person?.status) continue;
        if (present === undefined) desk.person = null;
        else if (present.status === 'serving')
          desk.person = { entryId: present.id, status: 'serving', absent: false, recalled: false };
        else if (present.status === 'called')
          desk.person = { entryId: present.id, status: 'called', absent: false, recalled: false };
        desk.at = at + (present?.status === 'serving' ? random() * serviceTime(desk.minutes) : between(0.2, 0.8));
      }
    }
  }

  return {
    nextAt: () => Math.min(...doorsIn.map(({ at }) => at), ...desks.map(({ at }) => at), ...later.map(({ at }) => at)),
    async step(at) {
      const [due] = [...doorsIn, ...desks, ...later].toSorted((a, b) => a.at - b.at);
      if (due === undefined) return;
      if ('happen' in due) {
        later = later.filter((one) => one !== due);
        await due.happen();
      } else if ('arrivals' in due) {
        await arrive(due, at);
      } else {
        await work(due, at);
      }
    },
    look,
    postpone(ms) {
      for (const one of [...doorsIn, ...desks, ...later]) one.at += ms;
    },
  };
}

/** The workers open their counters, where nobody else has. */
export async function openCounters(clinic: Clinic, doors: Doors): Promise<void> {
  for (const { name, office, queues, worker } of CITY_CLINIC.counters) {
    const counter = clinic.counters.find((one) => one.name === name && one.office === office);
    const actor = worker === null ? null : userActor(clinic, worker);
    const queue_ids = clinic.queues.filter(({ prefix }) => queues.includes(prefix)).map(({ id }) => id);
    if (!counter || !actor || queue_ids.length === 0) continue;
    try {
      await doors.transact(actor, (tx) => openSession(tx, { counter_id: counter.id, queue_ids }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
