import type { Limits } from './limits.ts';
import type { Ports } from './ports.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';

/**
 * Compares every queue that is listened to here with the database, in one query. This finds a lost message, a node that
 * died between commit and publish, a Redis that is away and a subscription that broke.
 */
export function createHeadCheck({ streams, ports }: { streams: Streams; ports: Ports }) {
  return async function checkHeads(): Promise<void> {
    const queues = new Map<string, string>();
    for (const { head, name } of streams.all()) if (head !== null) queues.set(name.queueId, name.organizationId);
    if (queues.size === 0) return;
    const heads = await ports.heads(
      Array.from(queues, ([queueId, organizationId]) => ({ organization_id: organizationId, queue_id: queueId })),
    );
    const behind = heads.flatMap((head) =>
      streams.ofQueue(queues.get(head.queue_id) ?? '', head.queue_id).map((stream) => stream.compare(head)),
    );
    await Promise.all(behind);
  };
}

/** Tells quiet listeners where their queue is, so that a frame lost on the way to them is noticed too. */
export function createHeadNews({ streams, limits }: { streams: Streams; limits: Limits }) {
  const dueAt = new WeakMap<Stream, number>();

  return function tellHeads(now: number): void {
    for (const stream of streams.all()) {
      if (stream.head === null) continue;
      const due = dueAt.get(stream);
      if (due !== undefined && now < due) continue;
      dueAt.set(stream, now + limits.headEvery * (1 - limits.headJitter + 2 * limits.headJitter * Math.random()));
      if (due !== undefined) stream.tellHead();
    }
  };
}
