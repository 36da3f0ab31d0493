import { organizationOfAccessToken } from './access-token.ts';
import { readApiKey } from './api-key.ts';
import { readStoredToken } from './stored-token.ts';
import { organizationOfBookingToken } from './booking-token.ts';
import { organizationOfTrackingToken } from './tracking-token.ts';

/** The organization that a credential names, before anybody has verified it; null for something that names none. */
export function namedOrganization(token: string): string | null {
  if (token.startsWith('dev_')) return readStoredToken('device', token)?.organizationId ?? null;
  if (token.startsWith('trk_')) return organizationOfTrackingToken(token);
  if (token.startsWith('apt_')) return organizationOfBookingToken(token);
  if (token.startsWith('wlq_')) return readApiKey(token)?.organizationId ?? null;
  if (token.startsWith('ops_')) return readStoredToken('operator', token)?.organizationId ?? null;
  return organizationOfAccessToken(token);
}
