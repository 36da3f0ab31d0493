import type { QueueEstimated } from './contract/messages.ts';
import type { Limits } from './limits.ts';
import type { Ports } from './ports.ts';
import type { Session } from './session.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';

type Told = { askedAt: number; version: number; estimated: QueueEstimated; waits: string };

/** How long the waiting must expect to wait, for the public streams: said when it has changed in minutes. */
export function createEstimates({ streams, ports, limits }: { streams: Streams; ports: Ports; limits: Limits }) {
  const told = new WeakMap<Stream, Told>();
  const failedAt = new WeakMap<Stream, number>();

  function isDue(stream: Stream, now: number): boolean {
    if (stream.name.audience !== 'public' || stream.version === null || !stream.isHeard) return false;
    const failed = failedAt.get(stream);
    if (failed !== undefined && now - failed < limits.estimateEvery) return false;
    const last = told.get(stream);
    if (last === undefined) return true;
    const age = now - last.askedAt;
    return age >= limits.estimateAnywayEvery || (age >= limits.estimateEvery && stream.version !== last.version);
  }

  async function estimate(stream: Stream, askedAt: number): Promise<void> {
    const { organizationId, queueId } = stream.name;
    const { epoch, version, waits } = await ports.estimate(organizationId, queueId);
    const estimated = { queue_id: queueId, epoch, version, waits };
    const now: Told = { askedAt, version, estimated, waits: JSON.stringify(waits) };
    const changed = told.get(stream)?.waits !== now.waits;
    told.set(stream, now);
    if (changed) stream.emit('queue:estimated', estimated);
  }

  return {
    /**
     * One after the other: a hundred queues shall not ask the database at the same moment. One that fails, as a queue that was
     * removed under its listeners, does not keep the others from theirs.
     */
    async tellChanged(): Promise<void> {
      const failures: unknown[] = [];
      for (const stream of streams.all()) {
        const now = ports.now();
        if (!isDue(stream, now)) continue;
        await estimate(stream, now).catch((error: unknown) => {
          failedAt.set(stream, now);
          failures.push(error);
        });
      }
      if (failures.length > 0) throw failures[0];
    },
    /** Whoever comes later would otherwise hear nothing until it changes. */
    tell(session: Session, stream: Stream): void {
      const last = told.get(stream);
      if (last !== undefined) session.socket.emit('queue:estimated', last.estimated);
    },
  };
}
export type Estimates = ReturnType<typeof createEstimates>;
