import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { createOffice as body, Office } from '../../../realtime/contract/resources/offices.ts';
import { officeAnswer } from '../../queries/offices/office-answer.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { positionColumns } from './position-columns.ts';
import { premisesCode } from './premises-code.ts';

/** @param timeZone  the organization's, for an office that names none */
export async function createOffice(tx: Writing, input: z.infer<typeof body>, timeZone: string): Promise<Office> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const row = await tx.database.Office.create(
    {
      organization_id: tx.actor.organizationId,
      id: uuidv7(),
      name: input.name,
      address: input.address ?? null,
      time_zone: input.time_zone ?? timeZone,
      country: input.country ?? null,
      ...positionColumns(input.position),
      arrival_radius: input.arrival_radius ?? null,
      premises_code: premisesCode(),
    },
    { transaction: tx.transaction },
  );
  const office = officeAnswer(row);
  const { name, address, time_zone, country, position } = office;
  await audit(tx, {
    action: 'office.created',
    subjectId: office.id,
    after: { name, address, time_zone, country, position },
  });
  return office;
}
