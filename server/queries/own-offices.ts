import { queueScopeOf } from '../../models/rules/permissions.ts';
import type { Reading } from './snapshot.ts';

type Offices = 'all' | readonly string[];

/** The offices where somebody works in every queue, also in those to come. */
export async function wholeOffices(tx: Reading): Promise<Offices> {
  if (queueScopeOf(tx.actor) === 'all') return 'all';
  const offices = await tx.query<{ id: string }>({
    name: 'whole-offices',
    text: 'SELECT office_id AS id FROM user_offices WHERE organization_id = $1 AND user_id = $2',
    values: [tx.actor.organizationId, tx.actor.kind === 'user' ? tx.actor.id : null],
  });
  return offices.map(({ id }) => id);
}

/** Those, and the offices where somebody works in single queues. */
export async function ownOffices(tx: Reading): Promise<Offices> {
  const queueIds = queueScopeOf(tx.actor);
  const whole = await wholeOffices(tx);
  if (queueIds === 'all' || whole === 'all') return 'all';
  const offices = await tx.query<{ id: string }>({
    name: 'offices-of-own-queues',
    text: 'SELECT DISTINCT office_id AS id FROM queues WHERE organization_id = $1 AND id = ANY ($2)',
    values: [tx.actor.organizationId, queueIds],
  });
  return [...whole, ...offices.map(({ id }) => id)];
}

export async function concernsOffice(tx: Reading, officeId: string): Promise<boolean> {
  const own = await ownOffices(tx);
  return own === 'all' || own.includes(officeId);
}
