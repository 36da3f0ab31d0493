import { signal, type ReadonlySignal } from '@preact/signals';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import { api, ApiProblem } from '../shared/api.ts';
import { serverNow } from '../shared/clock.ts';
import type { BoardStatus } from '../shared/live/use-board.ts';

/** What people may join here, and how true that still is. `queues` is null until the first answer. */
export type Offer = { queues: readonly Joinable[] | null; status: BoardStatus; asOf: Date | null };

const ASK_EVERY_MS = 8_000;
const STALE_AFTER_MS = 25_000;

/** Asks again and again until it is stopped. `refused`: this tablet is not paired any more. */
export function joinableQueues(
  token: string,
  refused: () => void,
): { offer: ReadonlySignal<Offer>; ask: () => void; stop: () => void } {
  const offer = signal<Offer>({ queues: null, status: 'connecting', asOf: null });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    try {
      const { data } = await api.get<{ data: Joinable[] }>('/queues/joinable', { token, timeout: ASK_EVERY_MS });
      offer.value = { queues: data, status: 'live', asOf: new Date(serverNow()) };
    } catch (problem) {
      if (problem instanceof ApiProblem && (problem.status === 401 || problem.status === 403)) refused();
      const { queues, asOf } = offer.value;
      const stale = asOf !== null && serverNow() - asOf.getTime() > STALE_AFTER_MS;
      offer.value = { queues, status: stale ? 'stale' : 'reconnecting', asOf };
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
  }

  void ask();
  return {
    offer,
    ask: () => void ask(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
