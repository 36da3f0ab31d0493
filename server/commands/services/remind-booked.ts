import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { planReminders, type Remembered } from '../appointments/plan-reminders.ts';
import type { Writing } from '../transact.ts';

/** Rows, while which are read and planned for nobody else of this node is kept waiting. */
const AT_ONCE = 1_000;

/**
 * Whoever is booked already is reminded at the times that a service has now, too. Those that it has had are planned, and what it does
 * not want any more is not sent.
 */
export async function remindBooked(
  tx: Writing,
  { id, before, after }: { id: string; before: object; after: object },
): Promise<void> {
  const known = bookingPolicy.parse(before).reminders;
  const reminders = bookingPolicy.parse(after).reminders.filter((lead) => !known.includes(lead));
  if (reminders.length === 0) return;
  let last: string | null = null;
  do {
    const rows = await nextBooked(tx, id, last);
    for (const row of rows) planReminders(tx, row, { reminders });
    last = rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null);
  } while (last !== null);
}

function nextBooked(tx: Writing, serviceId: string, after: string | null): Promise<Remembered[]> {
  return tx.query<Remembered>({
    name: 'booked-of-service',
    text: `SELECT a.id, a.starts_at, a.status_at, o.time_zone FROM appointments a
           JOIN offices o ON o.organization_id = a.organization_id AND o.id = a.office_id
           WHERE a.organization_id = $1 AND a.service_id = $2 AND a.status = 'booked' AND a.reminders AND a.starts_at > $3
             AND a.anonymised_at IS NULL AND ($4::uuid IS NULL OR a.id > $4)
           ORDER BY a.id LIMIT ${AT_ONCE}`,
    values: [tx.actor.organizationId, serviceId, tx.now, after],
  });
}
