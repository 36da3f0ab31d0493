import { Refusal } from '../../../models/rules/refusal.ts';
import { countryOf } from '../../queries/offices/country-of.ts';
import type { Writing } from '../transact.ts';
import { normalPhone, validPhone } from './normal-phone.ts';

/**
 * The phone of somebody who joins a queue of this office. Staff may write down what they hear; what is typed at the entrance is
 * looked at by nobody else, and has to be a number.
 * @throws Refusal `invalid_input`
 */
export async function typedPhone(tx: Writing, officeId: string, text: string): Promise<string> {
  const [office] = await tx.query<{ country: string | null; time_zone: string }>({
    name: 'country-of-office',
    text: 'SELECT country, time_zone FROM offices WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, officeId],
  });
  const country = office ? countryOf(office) : null;
  if (tx.actor.kind !== 'device') return normalPhone(text, country);
  const phone = validPhone(text, country);
  if (phone === null) {
    const message = 'This is not a phone number.';
    throw new Refusal('invalid_input', undefined, [{ path: 'body.phone', message }]);
  }
  return phone;
}
