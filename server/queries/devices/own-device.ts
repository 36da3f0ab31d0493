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
  return { ...own, country, calling_code: country === null ? null : getCountryCallingCode(country) };
}
