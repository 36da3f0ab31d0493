import { permit } from '../../../models/rules/permissions.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { serviceAnswer } from './service-answer.ts';

/** @throws Refusal `not_found` */
export async function service(tx: Reading, id: string): Promise<Service> {
  permit(tx.actor, 'catalogue.read');
  return serviceAnswer(await findRow(tx, tx.database.Service, id));
}
