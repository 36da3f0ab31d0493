import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { makeStoredToken } from '../../access/stored-token.ts';
import type { Writing } from '../transact.ts';

export type AskedCode = { device_code: string; user_code: string; expires_in: number; interval: number };

const EXPIRES_IN_SECONDS = 600;
const POLL_EVERY_SECONDS = 3;

/** Consonants only: no words, and nothing that looks like something else on a television. Eight of them are 34 bits. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * A screen that belongs to nobody yet shows `user_code`, and asks with `device_code` whether a manager has entered it. Anybody may
 * ask: nothing is given away until somebody answers.
 */
export async function askForCode(tx: Writing): Promise<AskedCode> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('device-code', organizationId, id);
  const userCode = [makePart(), makePart()].join('-');
  await tx.query({
    name: 'forget-old-device-codes',
    text: `DELETE FROM device_codes WHERE organization_id = $1 AND expires_at < now() - interval '1 hour'`,
    values: [organizationId],
  });
  await tx.query({
    name: 'keep-device-code',
    text: `INSERT INTO device_codes (organization_id, id, user_code, device_code_hash, expires_at)
           VALUES ($1, $2, $3, $4, $5::timestamptz + make_interval(secs => ${EXPIRES_IN_SECONDS}))`,
    values: [organizationId, id, userCode, hash, tx.now],
  });
  return { device_code: token, user_code: userCode, expires_in: EXPIRES_IN_SECONDS, interval: POLL_EVERY_SECONDS };
}

function makePart(): string {
  return Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
