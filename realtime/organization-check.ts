import type { Connections } from './connections.ts';
import type { Ports } from './ports.ts';

/**
 * Ends the sockets of organizations that were suspended, closed or deleted. Whoever did that may have been the operator's terminal,
 * which talks to no node: so every node looks for itself, in one query. They come back and are told why they do not get in.
 */
export function createOrganizationCheck({
  connections,
  ports,
}: {
  connections: Connections;
  ports: Pick<Ports, 'endedAmong' | 'forget'>;
}) {
  return async function checkOrganizations(): Promise<void> {
    const here = new Set(Array.from(connections.sessions(), ({ listener }) => listener.organization_id));
    if (here.size === 0) return;
    const ended = new Set(await ports.endedAmong([...here]));
    if (ended.size === 0) return;
    for (const organizationId of ended) ports.forget(organizationId, 'everyone');
    for (const { listener, connection } of connections.sessions())
      if (ended.has(listener.organization_id)) connection.end();
  };
}
