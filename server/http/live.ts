import type { DeviceReport } from '../../models/vocabulary.ts';
import type { Beat } from '../../realtime/ports.ts';

/** Whose rights have ended or changed. */
export type Who =
  | 'everyone'
  | { kind: 'user' | 'device' | 'api_key' | 'operator' | 'patient'; id: string }
  /** All passers-by: none of them has a name. */
  | { kind: 'public'; id: null };

/** What requests tell live delivery and ask of it: it listens at sockets that were opened before. */
export type Live = {
  /** Ends their sockets on every node and tells them not to come back. */
  revoke(organizationId: string, who: Who): void;
  /** Ends their sockets on every node: they come back under the rights they have now. */
  readmit(organizationId: string, who: Who): void;
  /** A paired screen without a live line says how it is. */
  beat(organizationId: string, deviceId: string, report: DeviceReport): void;
  /** The last word of each paired screen, as far as this node knows. */
  beats(organizationId: string): ReadonlyMap<string, Beat>;
};
