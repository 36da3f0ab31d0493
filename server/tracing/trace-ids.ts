import { createHash } from 'node:crypto';
import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';

/** Ids by chance, but for the trace of a wish: however often somebody has to ask for it, and at whichever node, it is one. */
export class TraceIds implements IdGenerator {
  readonly #chance = new RandomIdGenerator();
  #given: string | null = null;

  generateTraceId(): string {
    return this.#given ?? this.#chance.generateTraceId();
  }

  generateSpanId(): string {
    return this.#chance.generateSpanId();
  }

  /** A trace that is begun by `work` is that of the wish. */
  ofWish<T>(wish: string, work: () => T): T {
    this.#given = createHash('sha256').update(wish).digest('hex').slice(0, 32);
    try {
      return work();
    } finally {
      this.#given = null;
    }
  }
}
