import { z } from 'zod';
import { askForReset, resetLink, resetPassword } from '../../../realtime/contract/resources/account.ts';
import { nobodyOf } from '../../access/identify.ts';
import { requireStrongPassword } from '../../access/strong-password.ts';
import { askForReset as ask } from '../../commands/auth/ask-for-reset.ts';
import { RESET_LINK_SECONDS } from '../../commands/auth/make-reset-link.ts';
import { resetPassword as reset } from '../../commands/auth/reset-password.ts';
import { makeResetLinkFor } from '../../commands/users/make-reset-link-for.ts';
import { resetLetter } from '../../integrations/mail/letters.ts';
import { openReset } from '../../queries/identity/open-reset.ts';
import { route } from '../route.ts';
import { byId } from '../schemas.ts';
import { sendLetter } from '../send-letter.ts';

/** The token stands behind the `#`: no server and no log ever reads it there. */
const linkOf = (home: string, token: string) => `${home}/account#reset=${token}`;

export const passwordReset = [
  route({
    method: 'post',
    path: '/auth/password-reset',
    summary: 'Sends a link to a new password, if there is such an account; answered alike either way',
    permission: 'public',
    body: askForReset,
    limit: { name: 'password_reset', key: ({ actor, address }) => `${actor.organizationId}:${address}` },
    answers: { 202: z.object({}) },
    async run({ access, organization, home, from, sendMail, afterwards }, { body }) {
      const email = body.email.toLowerCase();
      afterwards.do(async () => {
        // Beyond it nothing is sent, and nobody is told: a letter box cannot be filled, nor an account be guessed.
        const few = await access.limits.spend('letters', `${organization.id}:${email}`).then(
          () => true,
          () => false,
        );
        if (!few) return;
        const token = await access.doors.transact(nobodyOf(organization.id), (tx) => ask(tx, email), from);
        if (token !== null) await sendMail(resetLetter(organization, email, linkOf(home, token)));
      });
      return {};
    },
  }),
  route({
    method: 'post',
    path: '/auth/password',
    summary: 'Sets a new password with the link; every sign-in of the account ends',
    permission: 'public',
    body: resetPassword,
    answers: { 204: null },
    async run({ read, write, access, live, organization }, { body: { reset_token: token, password } }) {
      // Looked at first: hashing is dear, and nobody gets it done for a link that is worth nothing.
      const { name, email } = await read((tx) => openReset(tx, token));
      requireStrongPassword(password, [organization.name, organization.slug, name, email]);
      const passwordHash = await access.passwords.hash(password, organization.id);
      const userId = await write((tx) => reset(tx, token, passwordHash));
      live.readmit(organization.id, { kind: 'user', id: userId });
    },
  }),
  route({
    method: 'post',
    path: '/users/:id/password-reset',
    summary: 'Makes a link to a new password for somebody whose role is not above the own one',
    permission: 'user.change',
    params: byId,
    answers: { 201: resetLink },
    async run(asked, { params }) {
      const { write, home, organization } = asked;
      const { email, token } = await write((tx) => makeResetLinkFor(tx, params));
      const link = linkOf(home, token);
      const mailed = await sendLetter(asked, resetLetter(organization, email, link));
      return { link, mailed, expires_in: RESET_LINK_SECONDS };
    },
  }),
];
