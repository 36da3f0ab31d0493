/**
 * Who is announced when: each call exactly once, one at a time, in the order in which they were heard. Pure; time comes in.
 */

/** A call as a display hears it. `key` names this very call: calling the person again makes another one. */
export type Call = {
  key: string;
  queue_id: string;
  version: number;
  ticket_number: string;
  counter: string | null;
  again: boolean;
  /** When it was called, in milliseconds. */
  at: number;
};

export type Announcements = {
  /** Keys of every call met so far, also of those never spoken. The newest are kept. */
  known: readonly string[];
  waiting: readonly Call[];
  current: { call: Call; since: number } | null;
};

/** Long enough to look up, find the number and read the room. */
export const SHORTEST_TURN = 6_000;
/** A call older than this is shown, not shouted: the person has gone or somebody has fetched them. */
export const STALE_AFTER = 60_000;
const KEPT = 500;

export function noAnnouncements(known: readonly string[] = []): Announcements {
  return { known, waiting: [], current: null };
}

/** A call is heard. One met before changes nothing; a stale one is remembered and not announced. */
export function hear(state: Announcements, call: Call, now: number): Announcements {
  if (state.known.includes(call.key)) return state;
  const known = state.known.concat(call.key).slice(-KEPT);
  return { ...state, known, waiting: now - call.at > STALE_AFTER ? state.waiting : state.waiting.concat(call) };
}

/** A call that was taken back before its turn is not announced; one being announced ends in its own time. */
export function withdraw(state: Announcements, taken: (call: Call) => boolean): Announcements {
  const waiting = state.waiting.filter((call) => !taken(call));
  return waiting.length === state.waiting.length ? state : { ...state, waiting };
}

/** The next call takes its turn, once the one before has had its time and nothing is being spoken. */
export function advance(state: Announcements, now: number, speaking: boolean): Announcements {
  if (state.current !== null && (speaking || now - state.current.since < SHORTEST_TURN)) return state;
  const [call, ...waiting] = state.waiting;
  if (call === undefined) return state.current === null ? state : { ...state, current: null };
  return { ...state, waiting, current: { call, since: now } };
}
