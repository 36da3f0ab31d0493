import { randomUUID } from 'node:crypto';
import type { Connections } from './connections.ts';
import type { Limits } from './limits.ts';
import type { Nodes } from './nodes.ts';
import type { Revocation } from './node-to-node.ts';
import type { Listener, Ports, Who } from './ports.ts';
import type { Session } from './session.ts';

/** Closes the sockets of somebody whose rights have ended or changed, on every node. */
export function createRevocations({
  connections,
  nodes,
  ports,
  limits,
}: {
  connections: Connections;
  nodes: Nodes;
  ports: Pick<Ports, 'forget' | 'now'>;
  limits: Limits;
}) {
  const heard = new Map<string, { revocation: Revocation; at: number }>();
  /** Ours, with how often they will still be said. A Redis that is away does not count. */
  const toSay = new Map<Revocation, number>();

  function hear(revocation: Revocation): void {
    if (heard.has(revocation.id)) return;
    heard.set(revocation.id, { revocation, at: ports.now() });
    ports.forget(revocation.organization_id, revocation.who);
    for (const session of connections.sessions()) if (concerns(revocation, session.listener)) obey(revocation, session);
  }

  nodes.on('revoked', hear);

  return {
    revoke(organizationId: string, who: Who, final: boolean): void {
      const revocation = { id: randomUUID(), organization_id: organizationId, who, final };
      hear(revocation);
      nodes.tell('revoked', revocation);
      toSay.set(revocation, limits.revocationRepeats);
    },
    /** Whether this identity may have been read before somebody took it away. */
    overtook(listener: Listener, identifiedAt: number): boolean {
      for (const { revocation, at } of heard.values()) {
        if (at > identifiedAt - limits.identityMayBeOld && concerns(revocation, listener)) return true;
      }
      return false;
    },
    sayAgain(now: number): void {
      for (const [id, { at }] of heard) if (now - at > limits.revocationFor) heard.delete(id);
      if (!nodes.reachable) return;
      for (const [revocation, times] of toSay) {
        if (times === 0) toSay.delete(revocation);
        else {
          nodes.tell('revoked', revocation);
          toSay.set(revocation, times - 1);
        }
      }
    },
  };
}
export type Revocations = ReturnType<typeof createRevocations>;

function concerns({ organization_id: organizationId, who }: Revocation, listener: Listener): boolean {
  if (listener.organization_id !== organizationId) return false;
  return who === 'everyone' || (who.kind === listener.kind && who.id === listener.id);
}

function obey({ final }: Revocation, { socket, connection, listener }: Session): void {
  if (final) socket.emit('session:control', { code: 'revoked' });
  // It knows what it is by heart, and nobody stands before it.
  else if (listener.kind === 'device') socket.emit('session:control', { code: 'changed' });
  connection.end();
}
