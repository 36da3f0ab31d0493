import type { CommittedChange } from './contract/change.ts';
import type { Nodes } from './nodes.ts';
import type { Came, LiveTally, Log } from './ports.ts';
import type { Streams } from './streams.ts';
import type { LiveTracing } from './tracing.ts';

/**
 * Straight after a commit: to this node's listeners at once, then to the other nodes. It never throws and nobody waits for
 * it, for the command has succeeded; whatever is lost here the head check delivers.
 */
export function createPublisher({
  streams,
  nodes,
  log,
  now,
  tally,
  tracing,
}: {
  streams: Streams;
  nodes: Nodes;
  log: Log;
  now: () => number;
  tally?: LiveTally | undefined;
  tracing?: LiveTracing | undefined;
}) {
  function accept(change: CommittedChange, came: Omit<Came, 'called'>): void {
    const called = change.staff.set.filter(({ status }) => status === 'called').map(({ id }) => id);
    for (const stream of streams.ofQueue(change.organization_id, change.staff.queue_id)) {
      stream.accept(change[stream.name.audience], { ...came, called });
    }
  }

  // A node of an earlier version does not say when.
  nodes.on('change', (organizationId, queueId, change, committedAt = now(), trace) => {
    tally?.told(now() - committedAt);
    if (streams.ofQueue(organizationId, queueId).length === 0) return;
    // Written by the loop below on another node.
    accept(JSON.parse(change) as CommittedChange, {
      from: 'other_node',
      committedAt,
      followed: trace === undefined ? undefined : { trace, at: Date.now() },
    });
  });

  return function publish(changes: readonly CommittedChange[]): void {
    const committedAt = now();
    for (const change of changes) {
      const { organization_id: organizationId } = change;
      const { queue_id: queueId, version } = change.staff;
      const following = tracing?.publishes({ organizationId, queueId, version });
      const followed = following ? { trace: following.trace, at: Date.now() } : undefined;
      try {
        accept(change, { from: 'here', committedAt, followed });
      } catch (error) {
        log.error({ err: error, organization: organizationId, queue_id: queueId }, 'could not deliver a change here');
      }
      if (nodes.exist) {
        const trace = following ? ([following.trace] as const) : [];
        nodes.tell('change', organizationId, queueId, JSON.stringify(change), committedAt, ...trace);
      }
      following?.done();
    }
  };
}
