/** Days without a renewal after which a sign-in is over. */
export const REFRESH_TOKEN_DAYS = 30;

/** A replaced token is still taken for so long: its answer may have been lost, or two windows asked at once. */
export const GRACE_SECONDS = 20;
