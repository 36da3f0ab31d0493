import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { seeApiKey } from '../commands/api-keys/see-api-key.ts';
import { seeDevice } from '../commands/devices/see-device.ts';
import type { Doors } from '../doors.ts';
import type { Reading } from '../queries/snapshot.ts';
import { followedEntry } from '../queries/identity/followed-entry.ts';
import { isFollowedBooking } from '../queries/identity/is-followed-booking.ts';
import { liveApiKey } from '../queries/identity/live-api-key.ts';
import { liveSupport } from '../queries/identity/live-support.ts';
import { liveSession } from '../queries/identity/live-session.ts';
import { pairedDevice } from '../queries/identity/paired-device.ts';
import type { AccessTokens } from './access-token.ts';
import { readApiKey } from './api-key.ts';
import { readBookingToken } from './booking-token.ts';
import type { Keys } from './keys.ts';
import { createRecentAnswers } from './recent-answers.ts';
import { createSharedReading } from './shared-reading.ts';
import { readStoredToken } from './stored-token.ts';
import { createStrangersLine } from './strangers-line.ts';
import { readTrackingToken } from './tracking-token.ts';

/** Who showed a credential. */
export type Identity = {
  actor: Actor;
  /** Of the user, the device or the API key. */
  name: string | null;
  /** Of a user. */
  sessionId: string | null;
  /** Of a patient: the only queue that concerns them. */
  queueId: string | null;
  /** When the credential ends, in milliseconds since 1970; null for one that ends only by revocation. */
  expiresAt: number | null;
};

/** @throws Refusal `unauthenticated`, `token_expired`, or `feature_not_in_plan` for an API key */
export type Identify = (token: string) => Promise<Identity>;

/** Rights have ended or changed: the next time they are read anew. */
export type ForgetWho = (organizationId: string, who: 'everyone' | { kind: Actor['kind']; id: string | null }) => void;

/** For so long a revoked credential may still be taken. */
const KEEP_MS = 2_000;

const NOBODY = { name: null, sessionId: null, queueId: null, expiresAt: null } as const;

/** The one place where a credential becomes an actor, for requests and sockets alike. */
export function createIdentify({
  doors,
  keys,
  accessTokens,
  now = () => Date.now(),
}: {
  doors: Doors;
  keys: Keys;
  accessTokens: AccessTokens;
  now?: () => number;
}): { identify: Identify; forget: (token: string) => void; forgetWho: ForgetWho } {
  const recent = createRecentAnswers<Identity>({ keepMs: KEEP_MS });
  const read = (organizationId: string, work: (tx: Reading) => Promise<void>) =>
    doors.snapshot(nobodyOf(organizationId), work);
  /** Of credentials that are stored: whether they are anybody's shows only here. */
  const lookUpStored = createStrangersLine(read);
  /** Of credentials that we have signed. */
  const lookUpSigned = createSharedReading(read);

  function askFor(token: string): Promise<Identity> {
    if (token.startsWith('dev_')) return device(token);
    if (token.startsWith('trk_')) return patient(token);
    if (token.startsWith('apt_')) return booking(token);
    if (token.startsWith('wlq_')) return apiKey(token);
    if (token.startsWith('ops_')) return operator(token);
    return user(token);
  }

  async function user(token: string): Promise<Identity> {
    const { organizationId, userId, sessionId, keyNumber, expiresAt } = accessTokens.read(token);
    const found = await lookUpSigned(organizationId, (tx) => liveSession(tx, { userId, sessionId, keyNumber }));
    if (!found) throw new Refusal('unauthenticated');
    return {
      ...NOBODY,
      actor: {
        kind: 'user',
        organizationId,
        id: userId,
        role: found.role,
        queueIds: found.queueIds,
        otpMissing: found.otp_missing,
      },
      name: found.name,
      sessionId,
      expiresAt,
    };
  }

  async function device(token: string): Promise<Identity> {
    const named = readStoredToken('device', token);
    if (!named) throw new Refusal('unauthenticated');
    const { organizationId, id, hash } = named;
    const found = await lookUpStored(token, organizationId, (tx) => pairedDevice(tx, { id, hash }));
    if (!found) throw new Refusal('unauthenticated');
    if (found.unseen) await doors.transact(nobodyOf(organizationId), (tx) => seeDevice(tx, id));
    const { kind, name, office_id: officeId, queue_ids: queueIds } = found;
    return { ...NOBODY, actor: { kind: 'device', organizationId, id, device: kind, officeId, queueIds }, name };
  }

  async function apiKey(key: string): Promise<Identity> {
    const named = readApiKey(key);
    if (!named) throw new Refusal('unauthenticated');
    const { organizationId, id, hash } = named;
    const found = await lookUpStored(key, organizationId, (tx) => liveApiKey(tx, { id, hash }));
    if (!found) throw new Refusal('unauthenticated');
    if (found.unseen) await doors.transact(nobodyOf(organizationId), (tx) => seeApiKey(tx, id));
    const { name, permissions, expires_at } = found;
    return {
      ...NOBODY,
      actor: { kind: 'api_key', organizationId, id, permissions },
      name,
      expiresAt: expires_at?.getTime() ?? null,
    };
  }

  async function operator(token: string): Promise<Identity> {
    const named = readStoredToken('operator', token);
    if (!named) throw new Refusal('unauthenticated');
    const { organizationId, id, hash } = named;
    const found = await lookUpStored(token, organizationId, (tx) => liveSupport(tx, { id, hash }));
    if (!found) throw new Refusal('unauthenticated');
    return {
      ...NOBODY,
      actor: { kind: 'operator', organizationId, id, role: found.role },
      name: found.operator,
      expiresAt: found.ends_at.getTime(),
    };
  }

  async function patient(token: string): Promise<Identity> {
    const named = readTrackingToken(keys, token);
    if (!named) throw new Refusal('unauthenticated');
    const { organizationId, entryId } = named;
    const found = await lookUpSigned(organizationId, (tx) => followedEntry(tx, entryId));
    if (!found) throw new Refusal('unauthenticated');
    return { ...NOBODY, actor: { kind: 'patient', organizationId, id: entryId, entryId }, queueId: found.queue_id };
  }

  async function booking(token: string): Promise<Identity> {
    const named = readBookingToken(keys, token);
    if (!named) throw new Refusal('unauthenticated');
    const { organizationId, id } = named;
    if (!(await lookUpSigned(organizationId, (tx) => isFollowedBooking(tx, id)))) throw new Refusal('unauthenticated');
    return { ...NOBODY, actor: { kind: 'booking', organizationId, id } };
  }

  return {
    async identify(token) {
      const identity = await recent.get(token, () => askFor(token));
      if (identity.expiresAt !== null && identity.expiresAt <= now()) throw new Refusal('token_expired');
      return identity;
    },
    forget: recent.forget,
    forgetWho(organizationId, who) {
      recent.forgetWhere(
        ({ actor }) =>
          actor.organizationId === organizationId &&
          (who === 'everyone' || (actor.kind === who.kind && actor.id === who.id)),
      );
    },
  };
}

/** Whoever asks, before it is known who: row security opens one organization and no permission is given. */
export function nobodyOf(organizationId: string): Actor {
  return { kind: 'public', organizationId, id: null };
}
