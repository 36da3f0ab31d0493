import { tokens } from '../../../realtime/contract/resources/auth.ts';
import {
  acceptInvitation,
  createInvitation,
  invitation,
  invited,
  lookUpInvitation,
  openInvitation,
} from '../../../realtime/contract/resources/invitations.ts';
import { requireStrongPassword } from '../../access/strong-password.ts';
import { acceptInvitation as accept } from '../../commands/invitations/accept-invitation.ts';
import { invite } from '../../commands/invitations/invite.ts';
import { renewInvitation } from '../../commands/invitations/renew-invitation.ts';
import { revokeInvitation } from '../../commands/invitations/revoke-invitation.ts';
import { invitationLetter } from '../../integrations/mail/letters.ts';
import { invitations as list } from '../../queries/invitations/invitations.ts';
import { openInvitation as open } from '../../queries/invitations/open-invitation.ts';
import { route, type Ask } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';
import { sendLetter } from '../send-letter.ts';

type Made = Awaited<ReturnType<typeof invite>>;

/** The token stands behind the `#`: no server and no log ever reads it there. */
async function sent(ask: Ask, { invitation: made, token }: Made) {
  const link = `${ask.home}/account#invitation=${token}`;
  return {
    invitation: made,
    link,
    mailed: await sendLetter(ask, invitationLetter(ask.organization, made.email, link)),
  };
}

export const invitations = [
  route({
    method: 'get',
    path: '/invitations',
    summary: 'Lists the invitations',
    permission: 'user.change',
    query: listQuery,
    answers: { 200: listOf(invitation) },
    run: async ({ read }, { query: { cursor = null, limit } }) =>
      listed(await read((tx) => list(tx, { limit, after: cursor }))),
  }),
  route({
    method: 'post',
    path: '/invitations',
    summary: 'Invites somebody with a role that is not above the own one; the link is e-mailed where that is set up',
    permission: 'user.change',
    body: createInvitation,
    answers: { 201: invited },
    run: async (ask, { body }) => sent(ask, await ask.write((tx) => invite(tx, body))),
  }),
  route({
    method: 'delete',
    path: '/invitations/:id',
    summary: 'Revokes an invitation',
    permission: 'user.change',
    params: byId,
    answers: { 204: null },
    run: ({ write }, { params }) => write((tx) => revokeInvitation(tx, params)),
  }),
  route({
    method: 'post',
    path: '/invitations/:id/link',
    summary: 'Makes a new link in the place of the one before',
    permission: 'user.change',
    params: byId,
    answers: { 201: invited },
    run: async (ask, { params }) => sent(ask, await ask.write((tx) => renewInvitation(tx, params))),
  }),
  route({
    method: 'post',
    path: '/auth/invitation',
    summary: 'Shows an invited person what the link is for',
    permission: 'public',
    body: lookUpInvitation,
    answers: { 200: openInvitation },
    async run({ read, organization }, { body }) {
      const { email, name, role, expires_at } = await read((tx) => open(tx, body.invitation_token));
      return { email, name, role, organization: organization.name, expires_at: expires_at.toISOString() };
    },
  }),
  route({
    method: 'post',
    path: '/auth/invitation/acceptance',
    summary: 'Accepts an invitation: opens the account and signs in',
    permission: 'public',
    body: acceptInvitation,
    answers: { 201: tokens },
    async run({ read, write, access, cookie, organization }, { body }) {
      const { invitation_token: token, name, password } = body;
      // Looked at first: hashing is dear, and nobody gets it done for a link that is worth nothing.
      const { email } = await read((tx) => open(tx, token));
      requireStrongPassword(password, [organization.name, organization.slug, name, email]);
      const passwordHash = await access.passwords.hash(password, organization.id);
      const begun = await write((tx) => accept(tx, access.accessTokens.issue, { token, name }, passwordHash));
      cookie.write(organization.slug, begun.refresh_token);
      return begun;
    },
  }),
];
