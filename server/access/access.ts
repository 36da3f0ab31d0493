import type { Cluster, Redis } from 'ioredis';
import type { Database } from '../../models/database.ts';
import type { Doors } from '../doors.ts';
import { createAccessTokens, type AccessTokens } from './access-token.ts';
import { createNoticeForeign, type NoticeForeign } from './foreign-credential.ts';
import { createIdentify, type ForgetWho, type Identify } from './identify.ts';
import type { Keys } from './keys.ts';
import { createLimits, type Limit, type LimitName, type Limits } from './limits.ts';
import { createListener } from './listener.ts';
import { createOrganizations, type Organizations } from './organizations.ts';
import { createPasswords, type LineTally, type Passwords } from './passwords.ts';
import { createPlans, type Plans } from './plans.ts';
import { createUsageMeter, type UsageMeter } from './usage-meter.ts';
import { createSuspicions, type Suspicions } from './suspicions.ts';
import type { Ports } from '../../realtime/ports.ts';

/** Everything that finds out who is asking. One for each node; requests and sockets share it. */
export type Access = {
  doors: Doors;
  keys: Keys;
  organizations: Organizations;
  accessTokens: AccessTokens;
  /** The time of all nodes. */
  now: () => number;
  passwords: Passwords;
  limits: Limits;
  suspicions: Suspicions;
  plans: Plans;
  usage: UsageMeter;
  identify: Identify;
  noticeForeign: NoticeForeign;
  /** A credential has just ended: this node does not take it any more, the others within two seconds. */
  forget(token: string): void;
  /** Somebody's rights have changed: this node reads them anew at once. */
  forgetWho: ForgetWho;
  /** The sockets' port of the same name. */
  listener: Ports['identify'];
};

/** What is to be counted, if anything is. */
export type AccessTally = { limitReached(limit: LimitName): void; passwords: LineTally };

export function createAccess({
  database,
  doors,
  keys,
  now = () => Date.now(),
  redis,
  limits,
  peaks,
  tally,
}: {
  database: Database;
  doors: Doors;
  keys: Keys;
  /** The time of all nodes. Absent: this machine's. */
  now?: (() => number) | undefined;
  /** Connected, and failing fast: `{ enableOfflineQueue: false, maxRetriesPerRequest: 1 }`. Absent: one node counts for itself. */
  redis?: Redis | Cluster | undefined;
  limits?: Partial<Record<LimitName, Limit>> | undefined;
  /** The most sockets that each organization had at once since the last time this was asked. */
  peaks?: (() => ReadonlyMap<string, number>) | undefined;
  tally?: AccessTally | undefined;
}): Access {
  const organizations = createOrganizations(database);
  const accessTokens = createAccessTokens(keys, now);
  const { identify, forget, forgetWho } = createIdentify({ doors, keys, accessTokens, now });
  const noticeForeign = createNoticeForeign({ identify, doors });
  return {
    doors,
    keys,
    organizations,
    accessTokens,
    now,
    passwords: createPasswords(tally?.passwords),
    plans: createPlans(database),
    usage: createUsageMeter(database, peaks),
    limits: createLimits({ redis, settings: limits ?? {}, onReached: tally?.limitReached }),
    suspicions: createSuspicions(doors),
    identify,
    noticeForeign,
    forget,
    forgetWho(organizationId, who) {
      forgetWho(organizationId, who);
      // Everybody's rights change when the organization's own standing does.
      if (who === 'everyone') organizations.forget();
    },
    listener: createListener({ identify, noticeForeign, organizations, doors }),
  };
}
