import type { Namespace, Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from './contract/messages.ts';
import type { NodeToNode } from './node-to-node.ts';
import type { Listener } from './ports.ts';

/** What the check at the door leaves for the connection, and by this node's clock when it asked who it is. */
type Admitted = {
  listener: Listener;
  identifiedAt: number;
  most: number | null;
  /** The line below, which other sockets may share. */
  connection: { writeShared(frame: Buffer): boolean };
};

/** Socket.IO's classes with the words of the contract. */
export type LiveServer = Server<ClientToServer, ServerToClient, NodeToNode, Admitted>;
export type LiveNamespace = Namespace<ClientToServer, ServerToClient, NodeToNode, Admitted>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NodeToNode, Admitted>;
/** The transport below, shared by all namespaces of one client. */
export type Line = LiveSocket['conn'];
