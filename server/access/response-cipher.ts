import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys } from './keys.ts';

const NONCE = 12;
const TAG = 16;

/**
 * Seals the answers that are kept for idempotency keys: they may hold a name or a tracking link. AES-256-GCM with the
 * organization's key; the organization is also the additional data, so that a row moved to another one does not open.
 */
export function createResponseCipher(keys: Keys) {
  return {
    seal(organizationId: string, plain: Buffer): Buffer {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keys(organizationId, 'stored-answer'), nonce);
      cipher.setAAD(Buffer.from(organizationId));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    /** @throws Error for anything that was not sealed for this organization */
    open(organizationId: string, sealed: Buffer): Buffer {
      const key = keys(organizationId, 'stored-answer');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(organizationId));
      decipher.setAuthTag(sealed.subarray(-TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
    },
  };
}
