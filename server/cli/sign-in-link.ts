import { makeSignInLink } from '../access/sign-in-link.ts';
import { createOrganizations } from '../access/organizations.ts';
import { audit } from '../commands/log/audit.ts';
import { StartFailure } from '../start-failure.ts';
import type { Command } from './command.ts';
import { withDoors } from './with-doors.ts';

const LINK_SECONDS = 3_600;

export const signInLink: Command = {
  says: 'Prints a link that signs a user in without a password, for an hour.',
  options: [
    { name: 'slug', required: true },
    { name: 'email', required: true },
  ],
  async run(config, { slug, email }, say) {
    return withDoors(config, say, async ({ database, doors, keys }) => {
      const organization = await createOrganizations(database).bySlug(String(slug));
      if (!organization) throw new StartFailure(`There is no organization ${String(slug)}.`);
      const organizationId = organization.id;
      const user = await doors.snapshot({ kind: 'system', organizationId, id: null }, ({ transaction }) =>
        database.User.findOne({
          where: { organization_id: organizationId, email: String(email).toLowerCase(), active: true },
          transaction,
        }),
      );
      if (!user) throw new StartFailure(`${organization.name} has no user ${String(email)}.`);
      const link = makeSignInLink(keys, { organizationId, userId: user.id, seconds: LINK_SECONDS });
      const screen = user.role === 'owner' || user.role === 'admin' || user.role === 'manager' ? 'admin' : 'staff';
      // Whoever follows it is that user: the organization shall know where it came from.
      await doors.transact({ kind: 'system', organizationId, id: null }, (tx) =>
        audit(tx, { action: 'user.sign_in_link_made', subjectId: user.id, reason: "made at the operator's terminal" }),
      );
      const address = `/o/${organization.slug}/${screen}#sign-in=${link}`;
      say(address);
      return { slug: organization.slug, email: user.email, link: address };
    });
  },
};
