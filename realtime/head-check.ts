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
    const queues = new Map<string, { organization_id: string; queue_id: string; heard: Stream[] }>();
    for (const stream of streams.all()) {
      if (stream.version === null) continue;
      const { queueId, organizationId } = stream.name;
      const queue = queues.get(queueId);
      if (queue) queue.heard.push(stream);
      else queues.set(queueId, { organization_id: organizationId, queue_id: queueId, heard: [stream] });
    }
    if (queues.size === 0) return;
    const heads = await ports.heads(
      Array.from(queues.values(), ({ organization_id, queue_id }) => ({ organization_id, queue_id })),
    );
    const behind: Promise<void>[] = [];
    for (const head of heads)
      for (const stream of queues.get(head.queue_id)?.heard ?? []) {
        // Nearly always nothing has been missed, and a node may have thousands of these.
        if (!stream.isAt(head)) behind.push(stream.compare(head));
      }
    await Promise.all(behind);
  };
}

/** Tells quiet listeners where their queue is, so that a frame lost on the way to them is noticed too. */
export function createHeadNews({ streams, limits }: { streams: Streams; limits: Limits }) {
  const dueAt = new WeakMap<Stream, number>();

  return function tellHeads(now: number): void {
    for (const stream of streams.all()) {
      if (stream.version === null) continue;
      const due = dueAt.get(stream);
      if (due !== undefined && now < due) continue;
      dueAt.set(stream, now + limits.headEvery * (1 - limits.headJitter + 2 * limits.headJitter * Math.random()));
      if (due !== undefined) stream.tellHead();
    }
  };
}
