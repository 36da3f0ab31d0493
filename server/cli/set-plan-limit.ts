import { PLAN_LIMITS, PLAN_TYPES } from '../../models/vocabulary.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, oneOf, pairs, text } from './command.ts';
import { limitValue } from './limit-value.ts';
import { withAdmin } from './with-admin.ts';

export const setPlanLimit: Command = {
  says: 'Changes what a plan allows to everybody who has it: --plan pro --limit providers=30 (a number or unlimited). Nothing is deleted.',
  options: [
    { name: 'plan', required: true },
    { name: 'limit', required: true, kind: 'many' },
  ],
  run(config, values, say) {
    const plan = oneOf(PLAN_TYPES, text(values, 'plan'), 'plan');
    const wanted = pairs(values, 'limit').map(([name, word]) => {
      const value = limitValue(word);
      if (value === 'plan') throw new StartFailure('A plan cannot follow itself: give a number or unlimited.');
      const limit = oneOf(PLAN_LIMITS, name, 'limit');
      if (limit === 'requests' && value === 0)
        throw new StartFailure('--limit requests=0 would let nobody ask anything.');
      return { limit, value };
    });
    return withAdmin(config, say, async (client) => {
      // The names are words of the vocabulary.
      const columns = wanted.map(({ limit }, index) => `${limit} = $${index + 2}`).join(', ');
      const { rows } = await client.query<Record<string, string | number | null>>(
        `UPDATE control.plans SET ${columns} WHERE plan_type = $1 RETURNING ${PLAN_LIMITS.join(', ')}`,
        [plan, ...wanted.map(({ value }) => value)],
      );
      const limits = rows[0] ?? {};
      say(
        `${plan} allows: ${Object.entries(limits)
          .map(([limit, most]) => `${limit} ${String(most ?? 'unlimited')}`)
          .join(', ')}.`,
      );
      return { plan, limits };
    });
  },
};
