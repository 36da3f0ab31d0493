import { getCountryCallingCode } from 'libphonenumber-js/min';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { OwnDevice } from '../../../realtime/contract/resources/devices.ts';
import { findRow } from '../find-row.ts';
import { countryOf } from '../offices/country-of.ts';
import type { Reading } from '../snapshot.ts';
import { deviceAnswer } from './device-answers.ts';

/** What a paired screen is told about itself. @throws Refusal `unauthenticated` for anybody else */
export async function ownDevice(tx: Reading): Promise<OwnDevice> {
  if (tx.actor.kind !== 'device') throw new Refusal('unauthenticated');
  const own = await deviceAnswer(tx, await findRow(tx, tx.database.Device, tx.actor.id));
  const country = countryOf(await findRow(tx, tx.database.Office, own.office_id));
  const calling_code = country === null ? null : getCountryCallingCode(country);
  return {
    ...own,
    country,
    calling_code,
    check_in: own.kind === 'kiosk' ? await checkInWay(tx, own.office_id) : 'none',
  };
}

/** Where nobody works by appointment nobody is asked for one. */
async function checkInWay(tx: Reading, officeId: string): Promise<OwnDevice['check_in']> {
  const [found] = await tx.query<{ check_in_by_name: boolean }>({
    name: 'check-in-way',
    text: `SELECT o.check_in_by_name FROM control.organizations o
           WHERE o.id = $1 AND EXISTS (SELECT FROM schedules s WHERE s.organization_id = $1 AND s.office_id = $2 AND s.active)`,
    values: [tx.actor.organizationId, officeId],
  });
  if (!found) return 'none';
  return found.check_in_by_name ? 'name' : 'code';
}
