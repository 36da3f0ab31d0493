import { systemOf } from '../access/system-of.ts';
import { closeOrganization } from '../commands/organizations/close-organization.ts';
import { deleteOrganization as remove } from '../commands/organizations/delete-organization.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { withDoors } from './with-doors.ts';

export const deleteOrganization: Command = {
  says: 'Closes an organization and deletes all of it at once. --confirm repeats the slug; without an export of the last seven days it wants --without-export.',
  options: [
    { name: 'slug', required: true },
    { name: 'confirm', required: true },
    { name: 'without-export', required: false, kind: 'flag' },
    { name: 'reason', required: false },
  ],
  run: (config, values, say) =>
    withDoors(config, say, async ({ database, doors }) => {
      const organization = await organizationOf(database, values);
      const { slug, name, status } = organization;
      const confirm = text(values, 'confirm');
      if (confirm !== slug) throw new StartFailure(`--confirm has to repeat the slug: ${slug}.`);
      const actor = systemOf(organization.id);
      if (status !== 'closed') {
        const reason = text(values, 'reason') || null;
        const withoutExport = values['without-export'] === true;
        await doors.transact(actor, (tx) => closeOrganization(tx, { confirm, reason, withoutExport }));
      }
      const gone = await doors.transact(actor, remove);
      const rows = Object.values(gone).reduce((sum, some) => sum + some, 0);
      say(`${name} is gone, with ${rows} rows. Its name rests for 90 days.`);
      return { slug, deleted: true, rows: gone };
    }),
};
