/** What routes and pages need of web push; it is sent by the clock. */
export type PushDoor = {
  /** The organization's public VAPID key, in base64url. */
  keyOf(organizationId: string): string;
  /** Whether this is the address of a push service. */
  takes(endpoint: string): boolean;
};
