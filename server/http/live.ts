/** Whose rights have ended or changed. */
export type Who =
  | 'everyone'
  | { kind: 'user' | 'device' | 'api_key' | 'operator' | 'patient'; id: string }
  /** All passers-by: none of them has a name. */
  | { kind: 'public'; id: null };

/** What live delivery has to be told when somebody's rights change: it listens at sockets that were opened before. */
export type Live = {
  /** Ends their sockets on every node and tells them not to come back. */
  revoke(organizationId: string, who: Who): void;
  /** Ends their sockets on every node: they come back under the rights they have now. */
  readmit(organizationId: string, who: Who): void;
};
