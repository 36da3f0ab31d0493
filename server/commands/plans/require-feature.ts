import { hasFeature } from '../../../models/rules/plans.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Feature } from '../../../models/vocabulary.ts';
import { termsOf } from '../../queries/plans/terms.ts';
import type { Reading } from '../../queries/snapshot.ts';

/** @throws Refusal `feature_not_in_plan` */
export async function requireFeature(tx: Reading, feature: Feature): Promise<void> {
  if (!hasFeature(await termsOf(tx), feature)) throw new Refusal('feature_not_in_plan');
}
