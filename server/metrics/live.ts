import type { Came, HealCause, Listener, LiveTally } from '../../realtime/ports.ts';
import type { RealtimeStats } from '../../realtime/start-realtime.ts';
import type { Register } from './register.ts';
import { wordsOf } from './words-of.ts';

/** From what nobody notices to the pace of the head check and far beyond it. */
const DELAYS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30];

/** Who may listen; where nobody does, a line in a picture goes down to 0 and does not end. */
const NOBODY: ReadonlyMap<string, number> = new Map(
  wordsOf<Listener['kind']>({ user: 0, api_key: 0, operator: 0, device: 0, patient: 0, public: 0 }).map((kind) => [
    kind,
    0,
  ]),
);

/** Live delivery: how late screens are, and what was mended. */
export function liveMetrics(register: Register, stats: () => RealtimeStats | null): LiveTally {
  const accepted = register.times(
    'waitlessq_live_accept_seconds',
    'From the commit of a change until a stream of this node has taken it',
    DELAYS,
    ['from'],
    wordsOf<Came['from']>({ here: 0, other_node: 0, log: 0 }),
  );
  const written = register.times(
    'waitlessq_live_write_seconds',
    'From taking a change until its frame was written to the sockets',
    DELAYS,
  );
  const told = register.times(
    'waitlessq_live_publish_lag_seconds',
    'From the commit of a change on another node until its message came here',
    DELAYS,
  );
  const gap = register.counter('waitlessq_live_gaps_total', 'Changes that came before their turn');
  const healed = register.counter(
    'waitlessq_live_heals_total',
    'How often what was missing was read from the log, by who noticed',
    ['cause'],
    wordsOf<HealCause>({ head_check: 0, gap: 0, listener: 0, board: 0, overlap: 0 }),
  );
  const resynced = register.counter(
    'waitlessq_live_resyncs_total',
    'How often everybody had to watch a queue anew, by reason',
    ['cause'],
    wordsOf<Parameters<LiveTally['resynced']>[0]>({ epoch: 0, log_too_short: 0 }),
  );
  const watched = register.counter(
    'waitlessq_live_watches_total',
    'Answers to listeners who asked for a queue, by whether they had seen it before and what they were given',
    ['listener', 'answer'],
  );
  const slow = register.counter(
    'waitlessq_live_slow_listeners_total',
    'Listeners who read too slowly or said too much, by what became of them',
    ['what'],
    wordsOf<Parameters<LiveTally['slow']>[0]>({ stopped: 0, caught_up: 0, closed: 0, flooding: 0 }),
  );
  const handshake = register.counter(
    'waitlessq_live_handshakes_total',
    'Sockets at the door: accepted, or the code of the refusal',
    ['outcome'],
    // Of the refusals those that are nobody's own fault.
    ['accepted', 'not_opened', 'crowded', 'unavailable', 'plan_limit'],
  );
  const now =
    <T>(read: (stats: RealtimeStats) => T, none: T) =>
    () => {
      const present = stats();
      return present === null ? none : read(present);
    };
  register.reading(
    'waitlessq_live_sockets',
    'Sockets that are open, by who listens',
    'kind',
    now<ReadonlyMap<string, number>>(({ kinds }) => new Map([...NOBODY, ...kinds]), NOBODY),
  );
  register.reading(
    'waitlessq_live_connections',
    'Lines that are open; one can carry several sockets',
    null,
    now(({ connections }) => connections, 0),
  );
  register.reading(
    'waitlessq_live_slow_now',
    'Listeners who are sent no changes until they have read',
    null,
    now((one) => one.slow, 0),
  );
  register.reading(
    'waitlessq_live_streams',
    'Streams (a queue for one audience) that are kept up to date here',
    null,
    now(({ streams }) => streams, 0),
  );
  register.reading(
    'waitlessq_redis_up',
    'Whether the other nodes can be reached (1) or not (0); not there on a node that is alone',
    'link',
    now(
      ({ redis }) => new Map(redis === 'none' ? [] : [['nodes', redis === 'ready' ? 1 : 0]]),
      new Map<string, number>(),
    ),
  );
  return {
    accepted: (from, ms) => accepted(ms, from),
    written,
    told,
    gap: () => gap(),
    healed: (cause) => healed(cause),
    resynced: (cause) => resynced(cause),
    watched: (who, mode) => watched(who, mode),
    slow: (what) => slow(what),
    handshake: (outcome) => handshake(outcome),
  };
}
