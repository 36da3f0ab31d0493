import type { DisplayHeard } from './contract/messages.ts';
import type { Beat, Who } from './ports.ts';

export type Revocation = {
  /** The same order is said several times. */
  id: string;
  organization_id: string;
  who: Who;
  /** Whether they must stay away, or come back under the rights they have now. */
  final: boolean;
};

/** What nodes say to each other. A change travels as text, so that a node without its listeners need not parse it; `trace` where it is followed. */
export type NodeToNode = {
  change: (organizationId: string, queueId: string, change: string, committedAt?: number, trace?: string) => void;
  heard: (organizationId: string, heard: DisplayHeard) => void;
  revoked: (revocation: Revocation) => void;
  /** What paired screens have said to that node within the last second. */
  beats: (beats: readonly [organizationId: string, deviceId: string, beat: Beat][]) => void;
  /** How many sockets each organization has on that node: of all, or of those where it has changed. */
  present: (node: string, isEverything: boolean, told: [organizationId: string, all: number, guests: number][]) => void;
};
