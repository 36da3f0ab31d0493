import type { Actor } from '../../models/vocabulary.ts';

/** The platform itself in one organization: the clock, the operator at the terminal, what a node reads for a whole room. */
export function systemOf(organizationId: string): Actor {
  return { kind: 'system', organizationId, id: null };
}
