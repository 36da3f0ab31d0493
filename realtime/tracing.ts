import type { Audience } from '../models/vocabulary.ts';

/** A change on its way to the screens, as far as it has come: a text that nobody here reads, and when it came there, in milliseconds since 1970. */
export type Followed = { trace: string; at: number };

export type QueueVersion = { organizationId: string; queueId: string; version: number };
export type StreamVersion = QueueVersion & { audience: Audience };

/** What is followed on its way to the screens, if anything is. */
export type LiveTracing = {
  /** A change goes out. Null where nobody follows it; otherwise what to hand on with it, and what to call when it has gone out. */
  publishes(change: QueueVersion): { trace: string; done(): void } | null;
  /** A stream has taken a change of which this node has heard at `at`. */
  accepted(change: Followed, stream: StreamVersion, from: string): Followed | null;
  /** A frame of these changes is being written to its listeners. What is answered is to be called when all have it. */
  writes(changes: readonly Followed[], frame: StreamVersion): () => void;
  /** A display has drawn the frame, so long after it came there. */
  shown(frame: StreamVersion, device: string, withinMs: number): void;
  /** A display has shown and spoken a call that came with the frame. */
  announced(frame: StreamVersion, device: string): void;
};
