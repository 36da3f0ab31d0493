import type { Listener } from './ports.ts';
import type { Stream } from './stream.ts';
import type { LiveSocket } from './typed-socket.ts';

/** One socket in one organization's namespace: who listens there, and to what. */
export type Session = {
  readonly socket: LiveSocket;
  /** The line below, which other sessions may share. */
  readonly connection: { readonly isEnding: boolean; end(): void };
  readonly slug: string;
  listener: Listener;
  askedToRenew: boolean;
  readonly watching: Set<Stream>;
};

export function startListening({ socket, watching }: Session, stream: Stream): void {
  watching.add(stream);
  // The adapter in memory joins at once; only others answer with a promise.
  void socket.join(stream.room);
}

export function stopListening({ socket, watching }: Session, stream: Stream): void {
  watching.delete(stream);
  void socket.leave(stream.room);
}
