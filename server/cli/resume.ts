import { systemOf } from '../access/system-of.ts';
import { resumeOrganization } from '../commands/organizations/resume-organization.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { withDoors } from './with-doors.ts';

export const resume: Command = {
  says: 'Lets an organization that was suspended, or closed and not yet deleted, go on as it was.',
  options: [
    { name: 'slug', required: true },
    { name: 'reason', required: false },
  ],
  run: (config, values, say) =>
    withDoors(config, say, async ({ database, doors }) => {
      const before = await organizationOf(database, values);
      const isGoing = before.status === 'trial' || before.status === 'active';
      const reason = text(values, 'reason') || null;
      if (!isGoing) await doors.transact(systemOf(before.id), (tx) => resumeOrganization(tx, { reason }));
      const { slug, name, status } = await organizationOf(database, values);
      say(isGoing ? `${name} is neither suspended nor closed.` : `${name} goes on: ${status}.`);
      return { slug, status, changed: !isGoing };
    }),
};
