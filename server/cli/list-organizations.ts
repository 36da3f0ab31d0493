import type { Command } from './command.ts';
import { withDoors } from './with-doors.ts';

type Listed = {
  slug: string;
  name: string;
  status: string;
  status_reason: string | null;
  plan_type: string;
  trial_ends_at: Date | null;
  created_at: Date;
};

export const listOrganizations: Command = {
  says: 'Lists all organizations with their standing and their plan.',
  options: [],
  run: (config, _values, say) =>
    withDoors(config, say, async ({ database }) => {
      const organizations = await database.directory<Listed>({
        name: 'all-organizations',
        text: `SELECT slug, name, status, status_reason, plan_type, trial_ends_at, created_at FROM control.organizations ORDER BY slug`,
        values: [],
      });
      if (organizations.length === 0) say('There is no organization yet.');
      for (const { slug, name, status, status_reason: reason, plan_type: plan, trial_ends_at: end } of organizations) {
        const until = status === 'trial' && end ? ` until ${end.toISOString().slice(0, 10)}` : '';
        say(`${slug}  ${status}${until}  ${plan}  ${name}${reason === null ? '' : `  (${reason})`}`);
      }
      return { organizations };
    }),
};
