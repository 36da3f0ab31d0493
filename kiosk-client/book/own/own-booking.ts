import { signal, type ReadonlySignal } from '@preact/signals';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { api, ApiProblem, newKey, request } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { wishKey } from '../../shared/wish-key.ts';

export type OwnBooking = {
  token: string;
  /** Null until the first answer. */
  booking: ReadonlySignal<Booking | null>;
  /** The link leads nowhere. */
  unknown: ReadonlySignal<boolean>;
  /** When it was last known to be so, while no answer comes. */
  oldSince: ReadonlySignal<Date | null>;
  /** Somebody at the office has put it at another time while this page was open. */
  movedMeanwhile: ReadonlySignal<boolean>;
  ask: () => Promise<void>;
  move: (startsAt: string) => Promise<void>;
  cancel: () => Promise<void>;
  take: () => Promise<void>;
  refuse: () => Promise<void>;
  arrive: (word: Arrival) => Promise<void>;
  remind: (reminders: boolean) => Promise<void>;
  close: () => void;
};

/** By the code that hangs at the entrance, by where the telephone is, or by mere word. */
export type Arrival = { premises_code: string } | { latitude: number; longitude: number; accuracy: number } | object;

const ASK_AGAIN_MS = 30_000;

/** One booking by its link: asked for again every half minute, and whenever somebody looks. */
export function openOwnBooking(token: string): OwnBooking {
  const path = `/bookings/${token}`;
  const booking = signal<Booking | null>(null);
  const unknown = signal(false);
  const oldSince = signal<Date | null>(null);
  const movedMeanwhile = signal(false);
  let etag: string | null = null;
  let heardAt: Date | null = null;
  let asking: Promise<void> | null = null;
  let key = newKey();

  function ask(): Promise<void> {
    asking ??= askNow().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function askNow(): Promise<void> {
    try {
      const known = etag === null ? {} : { ifNoneMatch: etag };
      const answer = await request<Booking>('GET', path, undefined, { token, ...known });
      etag = answer.etag;
      heardAt = new Date(serverNow());
      oldSince.value = null;
      if (answer.body !== null) hear(answer.body);
    } catch (problem) {
      if (problem instanceof ApiProblem && [401, 403, 404, 410].includes(problem.status)) unknown.value = true;
      else if (heardAt !== null) oldSince.value = heardAt;
    }
  }

  function hear(now: Booking): void {
    const before = booking.peek();
    const [was, is] = [before?.starts_at ?? null, now.starts_at];
    if (before?.status === 'booked' && now.status === 'booked' && was !== is) movedMeanwhile.value = true;
    booking.value = now;
  }

  /** Asked again after no answer it is the same wish. */
  async function act(work: (idempotencyKey: string) => Promise<unknown>): Promise<void> {
    try {
      await work(key);
      key = newKey();
    } catch (refused) {
      if (refused instanceof ApiProblem && refused.status > 0) key = newKey();
      throw refused;
    } finally {
      // Also after a no: what was possible a moment ago is not, and the page should say why.
      asking = null;
      await ask();
    }
  }

  const post = (part: string, body?: object) =>
    act((idempotencyKey) =>
      api.post(`${path}/${part}`, body, { token, idempotencyKey: wishKey(idempotencyKey, [part, body]) }),
    );

  const look = () => {
    if (document.visibilityState === 'visible') void ask();
  };
  const timer = setInterval(look, ASK_AGAIN_MS);
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  void ask();

  return {
    token,
    booking,
    unknown,
    oldSince,
    movedMeanwhile,
    ask,
    async move(starts_at) {
      await act(() => api.put(`${path}/slot`, { starts_at }, { token }));
      movedMeanwhile.value = false;
    },
    cancel: () => act(() => api.delete(path, undefined, { token })),
    take: () => post('acceptance'),
    refuse: () => post('refusal'),
    arrive: (word) => post('arrival', word),
    remind: (reminders) => act(() => api.put(`${path}/reminders`, { reminders }, { token })),
    close() {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    },
  };
}
