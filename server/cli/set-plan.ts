import { FEATURES, PLAN_LIMITS, PLAN_TYPES } from '../../models/vocabulary.ts';
import { systemOf } from '../access/system-of.ts';
import { setPlan as change, type PlanChange } from '../commands/organizations/set-plan.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, oneOf, pairs, text, type Values } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { limitValue } from './limit-value.ts';
import { withDoors } from './with-doors.ts';

export const setPlan: Command = {
  says: 'Sets the plan of an organization, which ends its trial, and what was agreed besides: --limit providers=40 (a number, unlimited, or plan for what the plan says), --feature analytics=on (on, off, plan).',
  options: [
    { name: 'slug', required: true },
    { name: 'plan', required: false },
    { name: 'limit', required: false, kind: 'many' },
    { name: 'feature', required: false, kind: 'many' },
    { name: 'reason', required: false },
  ],
  run(config, values, say) {
    const wanted = changeOf(values);
    return withDoors(config, say, async ({ database, doors }) => {
      const organization = await organizationOf(database, values);
      const changed = await doors.transact(systemOf(organization.id), (tx) => change(tx, wanted));
      const { slug, name, plan_type: plan, status } = await organizationOf(database, values);
      say(changed ? `${name} has the plan ${plan} and is ${status}.` : `${name} has exactly this already.`);
      return { slug, plan, status, changed };
    });
  },
};

function changeOf(values: Values): PlanChange {
  const plan = text(values, 'plan');
  const limits = pairs(values, 'limit').map(([limit, value]) => [
    oneOf(PLAN_LIMITS, limit, 'limit'),
    limitValue(value),
  ]);
  const features = pairs(values, 'feature').map(([feature, value]) => [
    oneOf(FEATURES, feature, 'feature'),
    { on: true, off: false, plan: 'plan' as const }[oneOf(['on', 'off', 'plan'], value, 'feature')],
  ]);
  if (plan === '' && limits.length === 0 && features.length === 0)
    throw new StartFailure('set-plan needs --plan, --limit or --feature.');
  return {
    ...(plan !== '' && { plan: oneOf(PLAN_TYPES, plan, 'plan') }),
    limits: Object.fromEntries(limits) as NonNullable<PlanChange['limits']>, // names and values were looked at above
    features: Object.fromEntries(features) as NonNullable<PlanChange['features']>, // the same
    reason: text(values, 'reason') || null,
  };
}
