import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createAccessTokens } from '../server/access/access-token.ts';
import { createKeys } from '../server/access/keys.ts';
import { makeStoredToken } from '../server/access/stored-token.ts';
import { trackingToken } from '../server/access/tracking-token.ts';
import type { BenchOrganization } from './organization.ts';
import { fillWaitingRooms } from './waiting-rooms.ts';

/** Of the node that is measured, so that its tokens can be made here. */
export const SECRET_KEY = 'only-for-bench-0123456789abcdef0123456789abcdef';

export type Credentials = { staff: string[]; displays: string[]; patients: string[]; queueId: string };

/** So many people of the staff who have signed in, displays that are paired and patients who wait, each with a credential of their own. Written by SQL: only showing it is measured. */
export async function makeCredentials(
  admin: Client,
  organization: BenchOrganization,
  count: number,
): Promise<Credentials> {
  const keys = createKeys(SECRET_KEY);
  const { issue } = createAccessTokens(keys);
  const organizationId = organization.id;
  const [call] = await fillWaitingRooms(admin, organization, { queues: 1, calls: count });
  const queueId = call?.queueId ?? '';

  const users = Array.from({ length: count }, () => ({ userId: randomUUID(), sessionId: randomUUID() }));
  await admin.query(
    `WITH person AS (
       INSERT INTO users (organization_id, id, email, name, role)
       SELECT $1, id, id || '@bench.example', 'Staff', 'staff' FROM unnest($2::uuid[]) AS u (id)
     )
     INSERT INTO refresh_tokens (organization_id, id, user_id, family_id, token_hash, issued_at, expires_at)
     SELECT $1, session, id, session, sha256(session::text::bytea), now(), now() + interval '1 day'
     FROM unnest($2::uuid[], $3::uuid[]) AS u (id, session)`,
    [organizationId, users.map(({ userId }) => userId), users.map(({ sessionId }) => sessionId)],
  );

  const devices = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, ...makeStoredToken('device', organizationId, id) };
  });
  await admin.query(
    `WITH device AS (
       INSERT INTO devices (organization_id, id, kind, name, office_id, token_hash)
       SELECT $1, d.id, 'display', 'Display', q.office_id, d.hash
       FROM unnest($2::uuid[], $3::bytea[]) AS d (id, hash), queues q WHERE q.organization_id = $1 AND q.id = $4
     )
     INSERT INTO device_queues (organization_id, device_id, queue_id) SELECT $1, id, $4 FROM unnest($2::uuid[]) AS d (id)`,
    [organizationId, devices.map(({ id }) => id), devices.map(({ hash }) => hash), queueId],
  );

  const entries = await admin.query<{ id: string }>(`SELECT id FROM entries WHERE organization_id = $1 LIMIT $2`, [
    organizationId,
    count,
  ]);
  await admin.query('ANALYZE');
  return {
    staff: users.map((user) => issue({ ...user, organizationId, role: 'staff', keyNumber: 1 })),
    displays: devices.map(({ token }) => token),
    patients: entries.rows.map(({ id }) => trackingToken(keys, organizationId, id)),
    queueId,
  };
}
