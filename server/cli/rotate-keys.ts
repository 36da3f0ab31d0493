import { systemOf } from '../access/system-of.ts';
import { rotateKeys as rotate } from '../commands/auth/rotate-keys.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { withDoors } from './with-doors.ts';

export const rotateKeys: Command = {
  says: 'Gives an organization (--slug), or --all of them, a new key for access tokens. The old one is taken until its tokens have ended; with --at-once it is not, and everybody renews.',
  options: [
    { name: 'slug', required: false },
    { name: 'all', required: false, kind: 'flag' },
    { name: 'at-once', required: false, kind: 'flag' },
  ],
  run(config, values, say) {
    const all = values['all'] === true;
    if (all === (text(values, 'slug') !== '')) throw new StartFailure('rotate-keys needs either --slug or --all.');
    return withDoors(config, say, async ({ database, doors }) => {
      const organizations = all
        ? await database.directory<{ id: string; slug: string }>({
            name: 'organizations-with-keys',
            text: `SELECT id, slug FROM control.organizations WHERE status <> 'closed' ORDER BY slug`,
            values: [],
          })
        : [await organizationOf(database, values)];
      const rotated: { slug: string; number: number }[] = [];
      for (const organization of organizations) {
        const { number } = await doors.transact(systemOf(organization.id), (tx) =>
          rotate(tx, values['at-once'] === true ? { overlapSeconds: 0 } : {}),
        );
        rotated.push({ slug: organization.slug, number });
        say(`${organization.slug} signs with key ${number}.`);
      }
      return { rotated };
    });
  },
};
