import type { CommittedChange } from './contract/change.ts';
import type { Nodes } from './nodes.ts';
import type { Came, LiveTally, Log } from './ports.ts';
import type { Streams } from './streams.ts';

/**
 * Straight after a commit: to this node's listeners at once, then to the other nodes. It never throws and nobody waits for
 * it, for the command has succeeded; whatever is lost here the head check delivers.
 */
export function createPublisher({
  streams,
  nodes,
  log,
  tally,
}: {
  streams: Streams;
  nodes: Nodes;
  log: Log;
  tally?: LiveTally | undefined;
}) {
  function accept(change: CommittedChange, came: Came): void {
    for (const stream of streams.ofQueue(change.organization_id, change.staff.queue_id)) {
      stream.accept(change[stream.name.audience], came);
    }
  }

  // A node of an earlier version does not say when.
  nodes.on('change', (organizationId, queueId, change, committedAt = Date.now()) => {
    tally?.told(Date.now() - committedAt);
    if (streams.ofQueue(organizationId, queueId).length === 0) return;
    // Written by the loop below on another node.
    accept(JSON.parse(change) as CommittedChange, { from: 'other_node', committedAt });
  });

  return function publish(changes: readonly CommittedChange[]): void {
    const committedAt = Date.now();
    for (const change of changes) {
      try {
        accept(change, { from: 'here', committedAt });
      } catch (error) {
        log.error(
          { err: error, organization: change.organization_id, queue_id: change.staff.queue_id },
          'could not deliver a change here',
        );
      }
      if (nodes.exist)
        nodes.tell('change', change.organization_id, change.staff.queue_id, JSON.stringify(change), committedAt);
    }
  };
}
