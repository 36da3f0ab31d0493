import { systemOf } from '../access/system-of.ts';
import { suspendOrganization } from '../commands/organizations/suspend-organization.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { withDoors } from './with-doors.ts';

export const suspend: Command = {
  says: 'Suspends an organization: everybody is shown the reason, and within five seconds nobody works there.',
  options: [
    { name: 'slug', required: true },
    { name: 'reason', required: true },
  ],
  run: (config, values, say) =>
    withDoors(config, say, async ({ database, doors }) => {
      const organization = await organizationOf(database, values);
      const reason = text(values, 'reason');
      const already = organization.status === 'suspended';
      if (!already) await doors.transact(systemOf(organization.id), (tx) => suspendOrganization(tx, { reason }));
      say(
        already
          ? `${organization.name} is suspended already: ${organization.status_reason ?? 'no reason was given'}`
          : `${organization.name} is suspended.`,
      );
      return { slug: organization.slug, status: 'suspended', changed: !already };
    }),
};
