import { signal, type ReadonlySignal } from '@preact/signals';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { api, ApiProblem, authorizeWith } from './api.ts';
import { page } from './page.ts';
import { forget, recall, remember } from './storage.ts';

/** Who is signed in at this screen. The access token lives in memory only; the refresh token is a cookie no script can read. */
export type Session = { user: User; token: string };

const current = signal<Session | null>(null);
export const session: ReadonlySignal<Session | null> = current;

/** Somebody of the platform, let in by a support link: their credential has a name of its own. */
export function isSupport(): boolean {
  return current.value?.token.startsWith('ops_') ?? false;
}

/** Read when it is needed: a page without an organization loads this file, too. */
const signedOut = () => `waitlessq:${page.organization.slug}:signed-out`;
/** Renewed this long before the end, so that no request ever meets an expired token. */
const MARGIN_MS = 75_000;

let expiresAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let renewing: Promise<string | null> | null = null;

/**
 * Begins the session of this page: by the link's `#sign-in=` fragment, else by the cookie of an earlier visit.
 * Answers null when nobody is signed in. @throws ApiProblem `offline`, or the refusal of a link.
 */
export async function restoreSession(): Promise<Session | null> {
  authorizeWith({ token: () => current.value?.token ?? null, renew: renewSession });
  document.addEventListener('visibilitychange', renewIfLate);
  addEventListener('storage', leaveWithOtherTabs);

  const link = inFragment('sign-in');
  if (link !== null) return begin(await signInBy(link));
  await renewSession();
  return current.value;
}

/** The link stays in the address until it is answered: trying again after no answer must be possible. */
async function signInBy(link: string): Promise<Tokens> {
  try {
    const tokens = await api.post<Tokens>('/auth/sign-in', { link_token: link }, { token: null });
    clearFragment();
    return tokens;
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 0) clearFragment();
    throw problem;
  }
}

/**
 * @param otp  the code of the second factor, or a recovery code
 * @throws ApiProblem `wrong_credentials`, `otp_required`, `wrong_otp`, `too_many_requests`, `offline` ...
 */
export async function login(email: string, password: string, otp?: string): Promise<Session> {
  const wish = otp === undefined ? { email, password } : { email, password, otp };
  return begin(await api.post<Tokens>('/auth/login', wish, { token: null }));
}

/** Somebody who has just accepted an invitation. @throws ApiProblem `link_used` ... */
export async function acceptInvitation(wish: { invitation_token: string; name: string; password: string }) {
  return begin(await api.post<Tokens>('/auth/invitation/acceptance', wish, { token: null }));
}

/** Ends the session here and in every other tab. */
export async function logout(): Promise<void> {
  try {
    await api.post('/auth/logout');
  } finally {
    end();
    remember(signedOut(), String(Date.now()));
  }
}

/**
 * A fresh access token, or null when the session is over. However many ask at once, the server is asked once; tabs take turns,
 * because each renewal replaces the cookie that the next one needs. @throws ApiProblem when no answer came.
 */
export function renewSession(): Promise<string | null> {
  renewing ??= inTurn(async () => {
    try {
      return begin(await api.post<Tokens>('/auth/refresh', {}, { token: null })).token;
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || !isFinal(problem)) throw problem;
      end();
      return null;
    }
  }).finally(() => {
    renewing = null;
  });
  return renewing;
}

/** Too many questions and a suspended organization pass; whoever was signed in still is, then. */
function isFinal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && status !== 429 && status !== 423;
}

function begin({ user, access_token, expires_in }: Tokens): Session {
  const begun = { user, token: access_token };
  current.value = begun;
  expiresAt = Date.now() + expires_in * 1000;
  renewIn(Math.max(expires_in * 1000 - MARGIN_MS, 5_000));
  return begun;
}

function end(): void {
  clearTimeout(timer);
  expiresAt = 0;
  current.value = null;
}

function renewIn(delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // No answer: keep trying; what is on the screen says itself that the connection is gone.
    renewSession().catch(() => renewIn(5_000));
  }, delay);
}

/** Timers sleep with the tablet. */
function renewIfLate(): void {
  if (document.visibilityState === 'visible' && current.value && Date.now() > expiresAt - MARGIN_MS) renewIn(0);
}

function leaveWithOtherTabs(event: StorageEvent): void {
  if (event.key === signedOut()) end();
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Absent without TLS and in old browsers; the server then forgives two renewals at once for some seconds.
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return work();
  return locks.request(`waitlessq:${page.organization.slug}:renewal`, work) as Promise<T>;
}

/** The credential of a paired screen: from the link's `#token=` the first time, from this browser's storage ever after. */
export function deviceToken(screen: 'display' | 'kiosk'): string | null {
  const linked = inFragment('token');
  if (linked !== null) {
    saveDeviceToken(screen, linked);
    clearFragment();
  }
  return recall(deviceKey(screen));
}

export function saveDeviceToken(screen: 'display' | 'kiosk', token: string): void {
  remember(deviceKey(screen), token);
}

/** After `revoked` or `unauthenticated`: the screen has to be paired again. */
export function forgetDeviceToken(screen: 'display' | 'kiosk'): void {
  forget(deviceKey(screen));
}

function deviceKey(screen: string): string {
  return `waitlessq:${page.organization.slug}:${screen}:token`;
}

/** The patient's own link is the credential: `/t/<token>`. */
export function trackingToken(): string | null {
  const match = /\/t\/([A-Za-z0-9_-]+)\/?$/.exec(location.pathname);
  return match?.[1] ?? null;
}

/** `#name=value`: never sent to a server, and so in no log. */
function inFragment(name: string): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}

/** So that it is neither bookmarked nor photographed. */
function clearFragment(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}
