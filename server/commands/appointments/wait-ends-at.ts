import type { AppointmentRow } from '../../../models/appointment.ts';
import { localDayBounds } from '../../../models/rules/local-day.ts';
import type { Writing } from '../transact.ts';

/** The end of the last wanted day, in the office. */
export async function waitEndsAt(
  tx: Writing,
  { office_id, wanted_until }: Pick<AppointmentRow, 'office_id' | 'wanted_until'>,
): Promise<Date | null> {
  if (wanted_until === null) return null;
  const [office] = await tx.query<{ time_zone: string }>({
    name: 'zone-of-office',
    text: 'SELECT time_zone FROM offices WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, office_id],
  });
  return office ? localDayBounds(wanted_until, office.time_zone).endsAt : null;
}
