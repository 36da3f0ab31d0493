import { homeScreenOf } from '../../models/rules/home-screen.ts';
import { systemOf } from '../access/system-of.ts';
import { grantSupport, LONGEST_MINUTES, SUPPORT_ROLES } from '../commands/support/grant-support.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, oneOf, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { signInAddress } from './sign-in-address.ts';
import { asAdmin } from './with-admin.ts';
import { withDoors } from './with-doors.ts';

export const supportAccess: Command = {
  says: 'Lets an operator into an organization for a reason and some minutes (30 unless said, 240 at most), and prints a link that works once. The organization sees it and can end it.',
  options: [
    { name: 'operator', required: true },
    { name: 'slug', required: true },
    { name: 'reason', required: true },
    { name: 'minutes', required: false },
    { name: 'role', required: false },
  ],
  run(config, values, say) {
    const role = oneOf(SUPPORT_ROLES, text(values, 'role') || 'manager', 'role');
    const minutes = Number(text(values, 'minutes') || 30);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES)
      throw new StartFailure(`--minutes is a whole number from 1 to ${LONGEST_MINUTES}.`);
    const reason = text(values, 'reason');
    if (reason === '') throw new StartFailure('--reason says why, to the organization.');
    return withDoors(config, say, async ({ database, doors, adminUrl }) => {
      const email = text(values, 'operator').toLowerCase();
      const operator = await asAdmin(adminUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          'SELECT name FROM control.operators WHERE email = $1 AND active',
          [email],
        );
        if (!rows[0]) throw new StartFailure(`${email} is no operator: create-operator makes one.`);
        return `${rows[0].name} <${email}>`;
      });
      const organization = await organizationOf(database, values);
      if (organization.status === 'closed') throw new StartFailure(`${organization.name} has been closed.`);
      const granted = await doors.transact(systemOf(organization.id), (tx) =>
        grantSupport(tx, { operator, reason, minutes, role }),
      );
      const { slug } = organization;
      const link = signInAddress(config, { slug, screen: homeScreenOf(role), token: granted.token });
      say(
        `${operator} may enter ${organization.name} as ${role} until ${granted.endsAt.toISOString()}, with this link:`,
      );
      say(link);
      return { id: granted.id, slug, role, ends_at: granted.endsAt, link };
    });
  },
};
