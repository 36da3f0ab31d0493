import { permit } from '../../../models/rules/permissions.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { officeAnswer } from './office-answer.ts';

/** @throws Refusal `not_found` */
export async function office(tx: Reading, id: string): Promise<Office> {
  permit(tx.actor, 'catalogue.read');
  return officeAnswer(await findRow(tx, tx.database.Office, id));
}
