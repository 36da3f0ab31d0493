import type { Database } from '../../models/database.ts';
import type { OrganizationRow } from '../../models/organization.ts';
import type { Plan, Terms } from '../../models/rules/plans.ts';
import { createRecentAnswers } from './recent-answers.ts';

/** What an organization pays for, as the doors of the service know it: a little old, and without a question for each request. */
export type Plans = { termsOf(organization: OrganizationRow): Promise<Terms> };

/** An operator's change of a plan takes effect on every node within this time. */
const KEEP_MS = 30_000;

export function createPlans(database: Database): Plans {
  const recent = createRecentAnswers<Plan>({ keepMs: KEEP_MS });

  async function read(planType: string): Promise<Plan> {
    const [row] = await database.directory<Plan['limits'] & { features: Plan['features'] }>({
      name: 'plan',
      text: `SELECT providers, users, displays, storage, api_calls, sockets, requests, features
             FROM control.plans WHERE plan_type = $1`,
      values: [planType],
    });
    if (!row) throw new Error(`there is no plan ${planType}`);
    const { features, ...limits } = row;
    return { limits, features };
  }

  return {
    async termsOf({ plan_type, limits, features }) {
      return { plan: await recent.get(plan_type, () => read(plan_type)), agreed: { limits, features } };
    },
  };
}
