import type { Keys } from './keys.ts';
import { seal, unseal } from './seal.ts';

/**
 * Seals the answers that are kept for idempotency keys: they may hold a name or a tracking link. The organization is also the place,
 * so that a row moved to another one does not open.
 */
export function createResponseCipher(keys: Keys) {
  return {
    seal: (organizationId: string, plain: Buffer): Buffer =>
      seal(keys(organizationId, 'stored-answer'), plain, organizationId),
    /** @throws Error for anything that was not sealed for this organization */
    open: (organizationId: string, sealed: Buffer): Buffer =>
      unseal(keys(organizationId, 'stored-answer'), sealed, organizationId),
  };
}
