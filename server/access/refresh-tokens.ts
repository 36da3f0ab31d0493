/** Days without a renewal after which a sign-in is over. */
export const REFRESH_TOKEN_DAYS = 30;

/** Days after which it is over however often it was renewed: a telephone that was lost and never missed does not stay in for ever. */
const SIGN_IN_DAYS = 90;

/** The name of a sign-in keeps the moment it began (UUID version 7). */
export function endOfSignIn(sessionId: string): Date {
  const begun = Number.parseInt(sessionId.replaceAll('-', '').slice(0, 12), 16);
  return new Date(begun + SIGN_IN_DAYS * 86_400_000);
}

/** A replaced token is still taken for so long: its answer may have been lost, or two windows asked at once. */
export const GRACE_SECONDS = 20;
