import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Command } from './history.ts';
import type { Hospital } from './hospital.ts';

/** Nobody at a tablet waits longer for one try, and nobody tries for longer. */
const TRY_MS = 3_000;
const INSIST_MS = 60_000;
const COUNTERS = 4;
const DOORS = 2;

export type Morning = {
  commands: Command[];
  /** Commands that have begun and not ended. */
  inFlight(): number;
  /** Everybody finishes what they ask for, and asks for nothing more until the answered function is called. */
  rest(): Promise<() => void>;
  /** Everybody finishes what they do. */
  end(): Promise<void>;
};

/** People keep coming in at two doors, and four counters call, serve and finish them as fast as they are answered. */
export async function startMorning({ urls, clinic, queue }: Hospital, now: () => number): Promise<Morning> {
  const commands: Command[] = [];
  const open = new Set<string>();
  let over = false;
  let turn = 0;
  let coffee: Promise<void> | null = null;
  const staff = await clinic.staff(urls[0]);
  const counters: string[] = [];
  for (let n = 0; n < COUNTERS; n++) counters.push(await clinic.counter([queue.id], staff));

  /** Asks until there is an answer, always with the same key, as the screens do. */
  async function insist(by: string, kind: Command['kind'], path: string, body: object, seq: number | null = null) {
    if (coffee !== null) await coffee;
    const wish = randomUUID();
    const began = now();
    open.add(wish);
    let tries = 0;
    const refusals: string[] = [];
    let answer: Heard | null = null;
    while (answer === null && now() - began < INSIST_MS) {
      tries++;
      const heard = await once(`${urls[turn++ % urls.length] ?? ''}/api/v1${path}`, staff.token, wish, body);
      if (heard?.body.code !== undefined) refusals.push(heard.body.code);
      if (heard !== null && heard.status < 500 && heard.status !== 429) answer = heard;
      else await pause(50 + Math.random() * 200);
    }
    open.delete(wish);
    const told = answer?.body;
    commands.push({
      by,
      kind,
      wish,
      began,
      ended: now(),
      tries,
      refusals,
      answer: answer && { status: answer.status, seq: told?.entry?.seq ?? seq, callSeq: told?.call_seq ?? null },
    });
    return answer;
  }

  async function door(by: string): Promise<void> {
    while (!over) {
      await insist(by, 'join', `/queues/${queue.id}/entries`, {});
      await pause(60 + Math.random() * 60);
    }
  }

  async function counter(counterId: string, by: string): Promise<void> {
    while (!over) {
      const called = await insist(by, 'call', `/queues/${queue.id}/calls`, { counter_id: counterId });
      // Nobody answered for a whole minute: somebody may stand here, and nobody knows who.
      if (called === null) return;
      const { entry } = called.body;
      if (entry === undefined) {
        await pause(100);
        continue;
      }
      await insist(by, 'start', `/entries/${entry.id}/service`, {}, entry.seq);
      await insist(by, 'finish', `/entries/${entry.id}/completion`, {}, entry.seq);
    }
  }

  const everybody = Promise.all([
    ...Array.from({ length: DOORS }, (_, n) => door(`door ${n + 1}`)),
    ...counters.map((id, n) => counter(id, `counter ${n + 1}`)),
  ]);
  // Whoever awaits the end hears of it; a fault in between must not end the process.
  everybody.catch(() => undefined);
  return {
    commands,
    inFlight: () => open.size,
    async rest() {
      let goOn: () => void = () => undefined;
      coffee = new Promise((resolve) => {
        goOn = () => {
          coffee = null;
          resolve();
        };
      });
      await eventually(() => expect(open.size).toBe(0), { within: INSIST_MS });
      return goOn;
    },
    async end() {
      over = true;
      await everybody;
    },
  };
}

type Told = { entry?: { id: string; seq: number }; call_seq?: number; code?: string };
type Heard = { status: number; body: Told };

/** Null: no answer. */
async function once(url: string, token: string, wish: string, body: object): Promise<Heard | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': wish },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TRY_MS),
    });
    return { status: response.status, body: (await response.json()) as Told };
  } catch {
    return null;
  }
}
