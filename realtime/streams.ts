import { AUDIENCES } from '../models/vocabulary.ts';
import { streamRoom } from './rooms.ts';
import { Stream, type StreamContext, type StreamName } from './stream.ts';
import type { LiveNamespace } from './typed-socket.ts';

/** The streams that somebody on this node listens to, or did a moment ago. */
export class Streams {
  readonly #context: StreamContext;
  readonly #byRoom = new Map<string, Stream>();
  readonly #unheardSince = new WeakMap<Stream, number>();

  constructor(context: StreamContext) {
    this.#context = context;
  }

  get size(): number {
    return this.#byRoom.size;
  }

  /** The stream a socket of this namespace is about to join. */
  open(name: StreamName, namespace: LiveNamespace): Stream {
    const room = streamRoom(name.organizationId, name.queueId, name.audience);
    const stream = this.#byRoom.get(room) ?? new Stream(name, this.#context);
    this.#byRoom.set(room, stream);
    stream.reaches(namespace);
    return stream;
  }

  find({ organizationId, queueId, audience }: StreamName): Stream | undefined {
    return this.#byRoom.get(streamRoom(organizationId, queueId, audience));
  }

  /** Staff first: they act on what they see. */
  ofQueue(organizationId: string, queueId: string): Stream[] {
    return AUDIENCES.toReversed()
      .map((audience) => this.find({ organizationId, queueId, audience }))
      .filter((stream) => stream !== undefined);
  }

  all(): Iterable<Stream> {
    return this.#byRoom.values();
  }

  /** A queue that turned out not to exist. */
  forget(stream: Stream): void {
    if (stream.isHeard) return;
    stream.close();
    this.#byRoom.delete(stream.room);
  }

  forgetOld(now: number): void {
    for (const stream of this.#byRoom.values()) {
      stream.forgetOld(now);
      if (stream.isHeard) {
        this.#unheardSince.delete(stream);
        continue;
      }
      const since = this.#unheardSince.get(stream) ?? now;
      this.#unheardSince.set(stream, since);
      if (now - since >= this.#context.limits.keepUnheardFor) this.forget(stream);
    }
  }

  close(): void {
    for (const stream of this.#byRoom.values()) stream.close();
  }
}
