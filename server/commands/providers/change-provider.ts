import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeProvider as body, Provider } from '../../../realtime/contract/resources/providers.ts';
import { providerAnswer } from '../../queries/providers/provider-answers.ts';
import { requireRoomToReturn } from '../plans/require-room-to-return.ts';
import { revise, type Related } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireNobodyBooked } from '../appointments/require-nobody-booked.ts';
import { endFeed } from '../calendars/end-feed.ts';
import { assignOffices, type OfficeOfProvider } from './assign-offices.ts';
import { assignServices } from './assign-services.ts';
import { requireNoQueue } from './require-no-queue.ts';

/** @throws Refusal `not_found`, `version_mismatch`, `invalid_input`, `in_use` for one who still has a queue or appointments to come, `plan_limit` */
export async function changeProvider(
  tx: Writing,
  { id, expected, offices, service_ids, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Provider> {
  permit(tx.actor, 'provider.change');
  if (changes.active === true) await requireRoomToReturn(tx, tx.database.Provider, id, 'providers');
  const more = await others(tx, id, { offices, service_ids });
  const row = await revise(tx, tx.database.Provider, { id, expected }, changes, more);
  if (changes.active === false) {
    await requireNoQueue(tx, id);
    await requireNobodyBooked(tx, { provider_id: id });
    await endFeed(tx, id);
  }
  if (offices) await assignOffices(tx, id, offices);
  if (service_ids) await assignServices(tx, id, service_ids);
  return providerAnswer(tx, row);
}

/** What changes of the rows that belong to the provider. */
async function others(
  tx: Writing,
  id: string,
  {
    offices,
    service_ids,
  }: { offices: readonly OfficeOfProvider[] | undefined; service_ids: readonly string[] | undefined },
): Promise<false | Related> {
  if (offices === undefined && service_ids === undefined) return false;
  const where = { organization_id: tx.actor.organizationId, provider_id: id };
  const { transaction } = tx;
  const before = {
    ...(offices && {
      office_ids: (await tx.database.ProviderOffice.findAll({ where, transaction })).map((one) => one.office_id),
    }),
    ...(service_ids && {
      service_ids: (await tx.database.ProviderService.findAll({ where, transaction })).map((one) => one.service_id),
    }),
  };
  const after = {
    ...(offices && { office_ids: offices.map((office) => office.id) }),
    ...(service_ids && { service_ids }),
  };
  return { before, after };
}
