import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { createService as body, Service } from '../../../realtime/contract/resources/services.ts';
import { serviceAnswer } from '../../queries/services/service-answer.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { requirePriceWithCurrency } from './require-price-with-currency.ts';

/** @throws Refusal `invalid_input` for a price without a currency, or the other way round */
export async function createService(tx: Writing, input: z.infer<typeof body>): Promise<Service> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const price = { price_cents: input.price_cents ?? null, currency: input.currency ?? null };
  requirePriceWithCurrency(price);
  const row = await tx.database.Service.create(
    {
      organization_id: tx.actor.organizationId,
      id: uuidv7(),
      name: input.name,
      description: input.description ?? null,
      duration_minutes: input.duration_minutes,
      ...price,
      booking: input.booking ?? {},
    },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'service.created', subjectId: row.id, after: input });
  return serviceAnswer(row);
}
