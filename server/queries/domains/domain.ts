import { permit } from '../../../models/rules/permissions.ts';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';
import type { Reading } from '../snapshot.ts';
import { domainAnswer } from './domain-answer.ts';
import { ownDomainRow } from './own-domain-row.ts';

export async function domain(tx: Reading, id: string): Promise<Domain> {
  permit(tx.actor, 'organization.read');
  return domainAnswer(await ownDomainRow(tx, id));
}
