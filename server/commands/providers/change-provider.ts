import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeProvider as body, Provider } from '../../../realtime/contract/resources/providers.ts';
import { providerAnswer } from '../../queries/providers/provider-answers.ts';
import { requireRoomToReturn } from '../plans/require-room-to-return.ts';
import { revise, type Related } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { assignOffices, type OfficeOfProvider } from './assign-offices.ts';
import { requireNoQueue } from './require-no-queue.ts';

/** @throws Refusal `not_found`, `version_mismatch`, `invalid_input`, `in_use` for one who still has a queue, `plan_limit` */
export async function changeProvider(
  tx: Writing,
  { id, expected, offices, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Provider> {
  permit(tx.actor, 'provider.change');
  if (changes.active === true) await requireRoomToReturn(tx, tx.database.Provider, id, 'providers');
  const more = offices === undefined ? false : await otherOffices(tx, id, offices);
  const row = await revise(tx, tx.database.Provider, { id, expected }, changes, more);
  if (changes.active === false) await requireNoQueue(tx, id);
  if (offices) await assignOffices(tx, id, offices);
  return providerAnswer(tx, row);
}

async function otherOffices(tx: Writing, id: string, offices: readonly OfficeOfProvider[]): Promise<Related> {
  const before = await tx.database.ProviderOffice.findAll({
    where: { organization_id: tx.actor.organizationId, provider_id: id },
    transaction: tx.transaction,
  });
  return {
    before: { office_ids: before.map(({ office_id }) => office_id) },
    after: { office_ids: offices.map((office) => office.id) },
  };
}
