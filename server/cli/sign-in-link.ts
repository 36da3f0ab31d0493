import { homeScreenOf } from '../../models/rules/home-screen.ts';
import { makeSignInLink } from '../access/sign-in-link.ts';
import { systemOf } from '../access/system-of.ts';
import { audit } from '../commands/log/audit.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { signInAddress } from './sign-in-address.ts';
import { withDoors } from './with-doors.ts';

const LINK_SECONDS = 3_600;

export const signInLink: Command = {
  says: 'Prints a link that signs a user in without a password, for an hour.',
  options: [
    { name: 'slug', required: true },
    { name: 'email', required: true },
  ],
  run: (config, values, say) =>
    withDoors(config, say, async ({ database, doors, keys }) => {
      const organization = await organizationOf(database, values);
      const organizationId = organization.id;
      const email = text(values, 'email').toLowerCase();
      const user = await doors.transact(systemOf(organization.id), async (tx) => {
        const { transaction } = tx;
        const where = { organization_id: organizationId, email, active: true };
        const found = await database.User.findOne({ where, transaction });
        // Whoever follows the link is that user: the organization shall know where it came from.
        const reason = "made at the operator's terminal";
        if (found) await audit(tx, { action: 'user.sign_in_link_made', subjectId: found.id, reason });
        return found;
      });
      if (!user) throw new StartFailure(`${organization.name} has no user ${email}.`);
      const token = makeSignInLink(keys, { organizationId, userId: user.id, seconds: LINK_SECONDS });
      const link = signInAddress(config, { slug: organization.slug, screen: homeScreenOf(user.role), token });
      say(link);
      return { slug: organization.slug, email: user.email, link };
    }),
};
