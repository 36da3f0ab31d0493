import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export type Place = { queueId: string; counterId: string };

/** What somebody wanted and what became of it; moments by `performance.now()`. */
export type Wish = {
  kind: 'join' | 'call' | 'serve' | 'finish';
  began: number;
  ended: number;
  /** Of every answer that was no yes: 0 when there was none. */
  refusals: readonly { status: number; code: string; after: number }[];
  /** Null: nobody ever said yes. */
  entryId: string | null;
};

export type StaffAtWork = {
  wishes: readonly Wish[];
  /** Rounds that a place had no time for, because the one before was not over. */
  skipped(): number;
  /** Everybody finishes the round that has begun. */
  stop(): Promise<void>;
};

type Asked = {
  /** Where the service is at this moment; a second try goes to the next one, as behind a proxy. */
  urls: () => readonly string[];
  token: string;
  places: readonly Place[];
  /** Commands a second in all: four to a round. */
  perSecond: number;
  /** For how long somebody tries. */
  insistMs?: number;
};

const TRY_MS = 5_000;
const BETWEEN_TRIES_MS = 100;

/** At every place somebody joins, is called, served and finished, at a steady pace, each wish with one key however often it is tried. */
export function startWork({ urls, token, places, perSecond, insistMs = 60_000 }: Asked): StaffAtWork {
  const wishes: Wish[] = [];
  const running = new Map<number, Promise<void>>();
  let skipped = 0;
  let turn = 0;
  let asked = 0;

  const timer = setInterval(() => {
    const place = turn++ % places.length;
    if (running.has(place)) {
      skipped += 1;
      return;
    }
    const at = places[place];
    if (at === undefined) return;
    running.set(
      place,
      round(at).finally(() => running.delete(place)),
    );
  }, 4_000 / perSecond);

  async function round({ queueId, counterId }: Place): Promise<void> {
    await insist('join', `/queues/${queueId}/entries`, {});
    const entryId = await insist('call', `/queues/${queueId}/calls`, { counter_id: counterId });
    if (entryId === null) return;
    await insist('serve', `/entries/${entryId}/service`, {});
    await insist('finish', `/entries/${entryId}/completion`, {});
  }

  async function insist(kind: Wish['kind'], path: string, body: object): Promise<string | null> {
    const key = randomUUID();
    const began = performance.now();
    const refusals: Wish['refusals'][number][] = [];
    let entryId: string | null = null;
    for (let first = asked++, tries = 0; entryId === null && performance.now() - began < insistMs; tries++) {
      const nodes = urls();
      const tried = performance.now();
      const said = await once(`${nodes[(first + tries) % nodes.length] ?? ''}/api/v1${path}`, token, key, body);
      if (typeof said.entryId === 'string') entryId = said.entryId;
      else {
        refusals.push({ status: said.status, code: said.code, after: performance.now() - tried });
        // It will not become right by asking again.
        if (said.status >= 400 && said.status < 500 && said.status !== 429) break;
        // The other node at once, as a proxy does it; then again after a while.
        if ((tries + 1) % nodes.length === 0) await pause(BETWEEN_TRIES_MS);
      }
    }
    wishes.push({ kind, began, ended: performance.now(), refusals, entryId });
    return entryId;
  }

  return {
    wishes,
    skipped: () => skipped,
    async stop() {
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

type Said = { status: number; code: string; entryId?: string };

async function once(url: string, token: string, key: string, body: object): Promise<Said> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TRY_MS),
    });
    // As the contract says.
    const said = (await response.json()) as { entry?: { id: string }; code?: string };
    const { status } = response;
    return { status, code: said.code ?? '', ...(said.entry !== undefined && { entryId: said.entry.id }) };
  } catch (error) {
    return { status: 0, code: error instanceof Error ? error.name : 'unknown' };
  }
}
