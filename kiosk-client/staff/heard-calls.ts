import type { BoardEvent } from '../../realtime/contract/change.ts';

/**
 * Which displays have announced which call. A display names the version of the change it has shown and spoken; who was called by that
 * change is remembered here until somebody is called anew.
 */
export type HeardCalls = {
  /** `<queue>:<version>` of a change that called people -> whom. */
  calls: ReadonlyMap<string, readonly string[]>;
  /** `<queue>:<seq>` of a person -> the displays that announced the last call. */
  by: ReadonlyMap<string, readonly string[]>;
  /** The same person -> when that call was made, on the server's clock. */
  calledAt: ReadonlyMap<string, number>;
};

export const NOTHING_HEARD: HeardCalls = { calls: new Map(), by: new Map(), calledAt: new Map() };

/** A tablet stays on for days. */
const CALLS_KEPT = 50;

export function personKey(queueId: string, seq: number): string {
  return `${queueId}:${seq}`;
}

export function calledBy(
  known: HeardCalls,
  news: { queue_id: string; version: number; at: Date; events: readonly BoardEvent[] },
): HeardCalls {
  const people = news.events
    .filter(({ type, seq }) => (type === 'entry.called' || type === 'entry.recalled') && seq !== null)
    .map(({ seq }) => personKey(news.queue_id, seq ?? 0));
  if (people.length === 0) return known;
  const calls = new Map([...known.calls, [`${news.queue_id}:${news.version}`, people] as const].slice(-CALLS_KEPT));
  const by = new Map([...known.by].filter(([person]) => !people.includes(person)).slice(-CALLS_KEPT));
  const others = [...known.calledAt].filter(([person]) => !people.includes(person)).slice(-CALLS_KEPT);
  const calledAt = new Map([...others, ...people.map((person) => [person, news.at.getTime()] as const)]);
  return { calls, by, calledAt };
}

export function heardBy(
  known: HeardCalls,
  heard: { queue_id: string; version: number; device_name: string },
): HeardCalls {
  const people = known.calls.get(`${heard.queue_id}:${heard.version}`);
  if (!people) return known;
  const by = new Map(known.by);
  for (const person of people) by.set(person, [...new Set([...(by.get(person) ?? []), heard.device_name])]);
  return { ...known, by };
}
