import type { Writing } from '../transact.ts';

/** With a provider or an office go its regular hours and the days that differ from them. */
export async function forgetHours(tx: Writing, of: { provider_id: string } | { office_id: string }): Promise<void> {
  const where = { organization_id: tx.actor.organizationId, ...of };
  const { transaction } = tx;
  await tx.database.Schedule.destroy({ where, transaction });
  await tx.database.ScheduleException.destroy({ where, transaction });
}
