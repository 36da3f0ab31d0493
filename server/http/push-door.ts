import { Refusal } from '../../models/rules/refusal.ts';

/** What routes and pages need of web push; it is sent by the clock and by jobs. */
export type PushDoor = {
  /** The organization's public VAPID key, in base64url. */
  keyOf(organizationId: string): string;
  /** Whether this is the address of a push service. */
  takes(endpoint: string): boolean;
};

/**
 * Somebody else's address is not written to because a browser says so.
 * @throws Refusal `not_possible_now` where nothing is pushed, `invalid_input`
 */
export function requirePushService(push: PushDoor | null, endpoint: string): void {
  if (push === null) throw new Refusal('not_possible_now', 'Nobody is told anything while the page is closed.');
  if (push.takes(endpoint)) return;
  const message = 'must be an address at a known push service';
  throw new Refusal('invalid_input', undefined, [{ path: 'body.endpoint', message }]);
}
