import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { changeService as body, Service } from '../../../realtime/contract/resources/services.ts';
import { findRow } from '../../queries/find-row.ts';
import { serviceAnswer } from '../../queries/services/service-answer.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { remindBooked } from './remind-booked.ts';
import { requirePriceWithCurrency } from './require-price-with-currency.ts';

/**
 * What is left out of `booking` stays as it is.
 * @throws Refusal `not_found`, `version_mismatch`, `invalid_input` for a price without a currency
 */
export async function changeService(
  tx: Writing,
  { id, expected, booking, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Service> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const before = await findRow(tx, tx.database.Service, id);
  requirePriceWithCurrency({
    price_cents: changes.price_cents === undefined ? before.price_cents : changes.price_cents,
    currency: changes.currency === undefined ? before.currency : changes.currency,
  });
  const merged = booking === undefined ? changes : { ...changes, booking: { ...before.booking, ...booking } };
  const after = await revise(tx, tx.database.Service, { id, expected }, merged);
  await remindBooked(tx, { id, before: before.booking, after: after.booking });
  return serviceAnswer(after);
}
