import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { officeAnswer } from '../../queries/offices/office-answer.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { premisesCode } from './premises-code.ts';

/** Whoever took a picture of the old one is not there any more. @throws Refusal `not_found` */
export async function renewPremisesCode(tx: Writing, { id }: { id: string }): Promise<Office> {
  permitEverywhere(tx.actor, 'catalogue.change');
  return officeAnswer(await revise(tx, tx.database.Office, { id, expected: null }, { premises_code: premisesCode() }));
}
