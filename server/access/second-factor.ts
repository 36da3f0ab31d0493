import { createHmac, randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Keys } from './keys.ts';
import { seal, unseal } from './seal.ts';

/** A code is taken for one step of 30 seconds longer and one earlier: clocks differ, and typing takes time. */
const TOLERANCE_SECONDS = 30;
const CODE = /^\d{6}$/;

/** Without what is read for something else: no 0, 1, i, l, o. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODES = 10;
const CODE_LETTERS = 10;

/** A new secret for an authenticator app: to type, and as what the QR code says. */
export function makeOtpSecret(issuer: string, label: string): { secret: string; uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer, label, secret }) };
}

/**
 * The step that a code belongs to, or null for a wrong one.
 * @param after  the last step whose code was taken: it and those before it are used up
 */
export function stepOfCode(
  secret: string,
  code: string,
  { now, after }: { now: Date; after: number | null },
): number | null {
  if (!CODE.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
    ...(after !== null && { afterTimeStep: after }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Codes for the day the telephone is gone. Shown once; 49 bits each. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const code = Array.from({ length: CODE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return `${code.slice(0, CODE_LETTERS / 2)}-${code.slice(CODE_LETTERS / 2)}`;
  });
}

/** Keyed: who read the table alone could try all codes of this length. Upper case, dashes and blanks are a matter of taste. */
export function recoveryCodeHash(keys: Keys, organizationId: string, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return createHmac('sha256', keys(organizationId, 'second-factor')).update(`recovery:${plain}`).digest();
}

export function sealOtpSecret(keys: Keys, organizationId: string, userId: string, secret: string): Buffer {
  return seal(keys(organizationId, 'second-factor'), Buffer.from(secret), placeOf(organizationId, userId));
}

export function openOtpSecret(keys: Keys, organizationId: string, userId: string, sealed: Buffer): string {
  return unseal(keys(organizationId, 'second-factor'), sealed, placeOf(organizationId, userId)).toString();
}

function placeOf(organizationId: string, userId: string): string {
  return `${organizationId}:users.otp_secret:${userId}`;
}
