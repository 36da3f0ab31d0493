import { v7 as uuidv7 } from 'uuid';
import type { ScheduleExceptionRow } from '../../../models/schedule.ts';
import type { Row } from '../../../models/columns.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { daysAfter } from '../../../models/rules/slots.ts';
import type { ImportedHolidays } from '../../../realtime/contract/resources/schedules.ts';
import { findRow } from '../../queries/find-row.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { readHolidays, type Holiday } from './read-holidays.ts';

const TWO_YEARS = 731;

/**
 * Days on which an office is closed, out of a calendar. What was imported before is known again by its uid: it is renamed, moved
 * and, where the calendar repeats it no longer, taken back. Other uids stay, because they may be of another calendar.
 * @throws Refusal `not_found`, `invalid_input`
 */
export async function importHolidays(
  tx: Writing,
  { office_id, content }: { office_id: string; content: Buffer },
): Promise<ImportedHolidays> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const office = await findRow(tx, tx.database.Office, office_id, { lock: true });
  if (!office.active) throw new Refusal('not_found');
  const today = localDay(tx.now, office.time_zone);
  const { holidays, skipped } = readHolidays(content, { from: today, to: daysAfter(today, TWO_YEARS) });
  const known = await tx.database.ScheduleException.findAll({
    where: {
      organization_id: tx.actor.organizationId,
      office_id,
      imported_uid: [...new Set(holidays.map(({ uid }) => uid))],
    },
    order: [['from_on', 'ASC']],
    transaction: tx.transaction,
  });
  const plan = planOf(holidays, known, today);
  await carryOut(tx, office_id, plan);
  const changed = plan.changed.length + plan.over.length;
  const counts = { added: plan.added.length, changed, unchanged: plan.unchanged };
  if (counts.added + changed > 0)
    await audit(tx, { action: 'schedule_exception.imported', subjectId: office_id, after: counts });
  return { ...counts, skipped };
}

type Known = Row<ScheduleExceptionRow>;
type Plan = { added: Holiday[]; changed: { row: Known; holiday: Holiday }[]; over: Known[]; unchanged: number };

/** What stands on the same day is the same; of the rest of a uid the first becomes the first, and so on. */
function planOf(holidays: readonly Holiday[], known: readonly Known[], today: string): Plan {
  const plan: Plan = { added: [], changed: [], over: [], unchanged: 0 };
  const left = new Set(known);
  const moved: Holiday[] = [];
  for (const holiday of holidays) {
    const row = known.find((one) => one.imported_uid === holiday.uid && one.from_on === holiday.from_on);
    if (!row) moved.push(holiday);
    else if (row.name === holiday.name && row.until_on === holiday.until_on) plan.unchanged++;
    else plan.changed.push({ row, holiday });
    if (row) left.delete(row);
  }
  const coming = [...left].filter(({ until_on }) => until_on >= today);
  for (const holiday of moved) {
    const index = coming.findIndex((one) => one.imported_uid === holiday.uid);
    const [row] = index === -1 ? [] : coming.splice(index, 1);
    if (row) plan.changed.push({ row, holiday });
    else plan.added.push(holiday);
  }
  return { ...plan, over: coming };
}

async function carryOut(tx: Writing, office_id: string, { added, changed, over }: Plan): Promise<void> {
  const { ScheduleException } = tx.database;
  const { transaction } = tx;
  const organization_id = tx.actor.organizationId;
  if (over.length > 0)
    await ScheduleException.destroy({ where: { organization_id, id: over.map(({ id }) => id) }, transaction });
  for (const { row, holiday } of changed) {
    const { name, from_on, until_on } = holiday;
    const revision = row.revision + 1;
    await ScheduleException.update(
      { name, from_on, until_on, revision },
      { where: { organization_id, id: row.id }, transaction },
    );
  }
  await ScheduleException.bulkCreate(
    added.map(({ uid, name, from_on, until_on }) => ({
      organization_id,
      id: uuidv7(),
      name,
      kind: 'closed' as const,
      provider_id: null,
      office_id,
      from_on,
      until_on,
      from_time: null,
      until_time: null,
      imported_uid: uid,
    })),
    { transaction },
  );
}
