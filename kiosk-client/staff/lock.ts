import { signal, type ReadonlySignal } from '@preact/signals';
import type { User } from '../../realtime/contract/resources/users.ts';
import { api, ApiProblem } from '../shared/api.ts';
import { page } from '../shared/page.ts';
import { logout } from '../shared/session.ts';
import { forget, recall, remember } from '../shared/storage.ts';

/**
 * A tablet that is left alone in a room with patients. Locking is signing out, and unlocking is the account's password: a number of four
 * digits that is checked by the page itself would keep nobody out who reloads it. The counter stays open.
 */
export const LOCK_AFTER_MINUTES = [2, 5, 15, 30] as const;
type LockAfter = (typeof LOCK_AFTER_MINUTES)[number] | null;

const STORED = `waitlessq:${page.organization.slug}:staff:lock-after`;
/** Written before the sign-out is answered: without network, a reload must not sign in again by the cookie. */
const UNANSWERED = `waitlessq:${page.organization.slug}:staff:locked`;
const AGAIN_MS = 3_000;

const whose = signal<string | null>(null);
/** The e-mail address of whoever was here when it was locked. */
export const lockedFor: ReadonlySignal<string | null> = whose;

const minutes = signal<LockAfter>(LOCK_AFTER_MINUTES.find((one) => String(one) === recall(STORED)) ?? null);
/** Of this device, whoever signs in. null: never. */
export const lockAfter: ReadonlySignal<LockAfter> = minutes;

export function lockByItself(after: LockAfter): void {
  minutes.value = after;
  if (after === null) forget(STORED);
  else remember(STORED, String(after));
}

export function lock({ email }: User): void {
  whose.value = email;
  remember(UNANSWERED, '1');
  logout().then(
    () => forget(UNANSWERED),
    (problem: unknown) => {
      if (!(problem instanceof ApiProblem)) throw problem;
    },
  );
}

export function unlocked(): void {
  whose.value = null;
  forget(UNANSWERED);
}

/** Whether an earlier page was locked and could not say so to the server. */
export function isLockUnanswered(): boolean {
  return recall(UNANSWERED) !== null;
}

/** Ends what the locked page could not end, however long that takes. */
export async function endLocked(): Promise<void> {
  while (isLockUnanswered()) {
    try {
      await api.post('/auth/logout', {}, { token: null });
      forget(UNANSWERED);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
