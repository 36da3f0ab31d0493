import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { createOrganization as body } from '../../realtime/contract/resources/organizations.ts';
import { createAccessTokens } from '../access/access-token.ts';
import { createPasswords } from '../access/passwords.ts';
import { makeSignInLink } from '../access/sign-in-link.ts';
import { systemOf } from '../access/system-of.ts';
import { createOrganization as create } from '../commands/organizations/create-organization.ts';
import { StartFailure } from '../start-failure.ts';
import type { Command } from './command.ts';
import { signInAddress } from './sign-in-address.ts';
import { withDoors } from './with-doors.ts';

const LINK_SECONDS = 24 * 3_600;

export const createOrganization: Command = {
  says: 'Makes an organization and prints a link that signs its owner in for a day.',
  options: [
    { name: 'name', required: true },
    { name: 'slug', required: true },
    { name: 'owner', required: true },
    { name: 'email', required: true },
    { name: 'time-zone', required: false },
    { name: 'plan', required: false },
  ],
  async run(config, values, say) {
    const wanted = body.safeParse({
      name: values['name'],
      slug: values['slug'],
      plan_type: values['plan'],
      time_zone: values['time-zone'] ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      // Nobody knows it; the owner sets one after following the link.
      owner: { name: values['owner'], email: values['email'], password: randomBytes(32).toString('base64url') },
    });
    if (!wanted.success) throw new StartFailure(z.prettifyError(wanted.error));
    const { owner } = wanted.data;
    return withDoors(config, say, async ({ doors, keys }) => {
      const passwordHash = await createPasswords().hash(owner.password);
      const organizationId = uuidv7();
      const { issue } = createAccessTokens(keys);
      const { organization, user } = await doors.transact(systemOf(organizationId), (tx) =>
        create(tx, issue, wanted.data, passwordHash),
      );
      const token = makeSignInLink(keys, { organizationId, userId: user.id, seconds: LINK_SECONDS });
      const link = signInAddress(config, { slug: organization.slug, screen: 'admin', token });
      say(`${organization.name} is there. Its owner signs in with this link, for a day:`);
      say(link);
      return { id: organizationId, slug: organization.slug, plan: organization.plan_type, link };
    });
  },
};
