import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { dice } from '../../server/demo/dice.ts';
import { apiOf, yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import type { Command } from './history.ts';
import type { Hospital } from './hospital.ts';

/** Nobody at a tablet waits longer for one try, and nobody tries for longer. */
const TRY_MS = 3_000;
const INSIST_MS = 60_000;
const COUNTERS = 4;
const DOORS = 2;
/** A sign-in is good for ten minutes, and nobody waits for the last one. */
const SIGN_IN_EVERY_MS = 6 * 60_000;

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
export async function startMorning({ urls, clinic, queue, chance, now }: Hospital): Promise<Morning> {
  const commands: Command[] = [];
  const open = new Set<string>();
  let over = false;
  let turn = 0;
  let coffee: Promise<void> | null = null;
  const staff = await clinic.staff(urls[0]);
  let { token } = staff;
  let signedInAt = now();
  let signingIn: Promise<void> | null = null;
  const counters: string[] = [];
  for (let n = 0; n < COUNTERS; n++) counters.push(await clinic.counter([queue.id], staff));

  const anyDoor = () => urls[turn++ % urls.length] ?? '';

  /** Beside the work, as screens do; whatever is broken now will not be for all the time that is left. */
  function staySignedIn(): void {
    if (now() - signedInAt < SIGN_IN_EVERY_MS) return;
    const { email, password } = staff;
    signingIn ??= (async () => {
      try {
        const api = apiOf(anyDoor(), { slug: clinic.slug });
        token = (await yes(api.post<Tokens>('/auth/login', { email, password }))).access_token;
        signedInAt = now();
      } catch {
        await pause(500);
      } finally {
        signingIn = null;
      }
    })();
  }

  /** Asks until there is an answer, always with the same key, as the screens do. */
  async function insist(
    { by, patience }: Somebody,
    kind: Command['kind'],
    path: string,
    body: object,
    seq: number | null = null,
  ) {
    if (coffee !== null) await coffee;
    staySignedIn();
    const wish = randomUUID();
    const began = now();
    open.add(wish);
    let tries = 0;
    const refusals: string[] = [];
    let answer: Heard | null = null;
    while (answer === null && now() - began < INSIST_MS) {
      tries++;
      const heard = await once(`${anyDoor()}/api/v1${path}`, token, wish, body);
      if (heard?.body.code !== undefined) refusals.push(heard.body.code);
      if (heard !== null && heard.status < 500 && heard.status !== 429) answer = heard;
      else await pause(50 + patience() * 200);
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

  async function door(who: Somebody): Promise<void> {
    while (!over) {
      await insist(who, 'join', `/queues/${queue.id}/entries`, {});
      await pause(60 + who.patience() * 60);
    }
  }

  async function counter(counterId: string, who: Somebody): Promise<void> {
    while (!over) {
      const called = await insist(who, 'call', `/queues/${queue.id}/calls`, { counter_id: counterId });
      // Nobody answered for a whole minute: somebody may stand here, and nobody knows who.
      if (called === null) return;
      const { entry, code } = called.body;
      if (entry !== undefined) await serve(who, entry);
      else if (code === 'counter_busy') await finishWhoIsHere(counterId, who);
      else await pause(100);
    }
  }

  async function serve(who: Somebody, { id, seq, status }: { id: string; seq: number; status?: string }) {
    if (status !== 'serving') await insist(who, 'start', `/entries/${id}/service`, {}, seq);
    await insist(who, 'finish', `/entries/${id}/completion`, {}, seq);
  }

  /** After a failover: who was finished on the lost disk stands at the counter once more. */
  async function finishWhoIsHere(counterId: string, who: Somebody): Promise<void> {
    const board = await eventually(
      () => yes(apiOf(anyDoor(), { token }).get<StaffBoard>(`/queues/${queue.id}/board`)),
      { within: INSIST_MS, every: 200 },
    );
    for (const entry of board.entries) if (entry.counter_id === counterId) await serve(who, entry);
  }

  const somebody = (by: string): Somebody => ({ by, patience: dice(Math.floor(chance() * 2 ** 32)) });
  const everybody = Promise.all([
    ...Array.from({ length: DOORS }, (_, n) => door(somebody(`door ${n + 1}`))),
    ...counters.map((id, n) => counter(id, somebody(`counter ${n + 1}`))),
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
      await signingIn;
    },
  };
}

/** `patience`: how long they wait, by dice of their own, whatever happens to the others. */
type Somebody = { by: string; patience: () => number };
type Told = { entry?: { id: string; seq: number; status?: string }; call_seq?: number; code?: string };
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
