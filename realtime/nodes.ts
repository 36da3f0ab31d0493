import { Refusal } from '../models/rules/refusal.ts';
import { NODES, type RedisLink } from './adapter.ts';
import type { NodeToNode } from './node-to-node.ts';
import type { Log } from './ports.ts';
import { problemOf } from './problem-of.ts';
import type { LiveServer } from './typed-socket.ts';

/** Says something to every other node. At most once, and nobody waits for it: the head check covers what gets lost. */
export class Nodes {
  readonly #namespace;
  readonly #redis: RedisLink | null;
  readonly #log: Log;

  constructor(io: LiveServer, redis: RedisLink | null, log: Log) {
    this.#namespace = io.of(NODES);
    this.#redis = redis;
    this.#log = log;
    // Clients can name any namespace that exists.
    this.#namespace.use((_socket, next) => next(problemOf(new Refusal('not_found'))));
  }

  /** Whether there may be others at all. */
  get exist(): boolean {
    return this.#redis !== null;
  }

  /** Whether a message would most likely arrive. */
  get reachable(): boolean {
    return this.#redis === null || this.#redis.isReady;
  }

  tell<Event extends keyof NodeToNode>(event: Event, ...args: Parameters<NodeToNode[Event]>): void {
    if (this.#redis === null) return;
    try {
      this.#namespace.serverSideEmit(event, ...args);
    } catch (error) {
      this.#log.error({ err: error, event }, 'could not tell the other nodes');
    }
  }

  on<Event extends keyof NodeToNode>(event: Event, listener: NodeToNode[Event]): void {
    // The compiler cannot see through the union of events that both sides have the same arguments.
    const listen = listener as (...args: unknown[]) => void;
    const guarded = (...args: unknown[]) => {
      try {
        listen(...args);
      } catch (error) {
        // Thrown inside the adapter, it would end the process.
        this.#log.error({ err: error, event }, 'could not take what another node said');
      }
    };
    this.#namespace.on(event, guarded as never);
  }
}
