import { Refusal } from '../../../models/rules/refusal.ts';
import { login, me, refresh, signIn, tokens } from '../../../realtime/contract/resources/auth.ts';
import { readSignInLink } from '../../access/sign-in-link.ts';
import { beginSession } from '../../commands/auth/begin-session.ts';
import { beginSupport } from '../../commands/support/begin-support.ts';
import { organizationAnswer } from '../../queries/organizations/organization-answer.ts';
import { me as whoAmI } from '../../queries/users/me.ts';
import { logIn } from '../log-in.ts';
import { renew } from '../renew.ts';
import { requireOpen } from '../require-open.ts';
import { route } from '../route.ts';
import { revisionWithContent } from '../schemas.ts';
import { signOut } from '../sign-out.ts';

export const auth = [
  route({
    method: 'post',
    path: '/auth/login',
    summary:
      'Signs in with e-mail address, password and, where there is one, a code of the second factor or a recovery code',
    permission: 'public',
    whileSuspended: 'signing_in',
    body: login,
    answers: { 200: tokens },
    async run(ask, { body }) {
      const begun = await logIn(ask, body);
      ask.cookie.write(ask.organization.slug, begun.refresh_token);
      return begun;
    },
  }),
  route({
    method: 'post',
    path: '/auth/sign-in',
    summary: 'Signs in with a link that the operator made',
    permission: 'public',
    whileSuspended: 'signing_in',
    body: signIn,
    answers: { 200: tokens },
    async run({ write, access, cookie, organization }, { body }) {
      if (body.link_token.startsWith('sup_')) {
        // Nobody but the owner works in an organization that stands still.
        requireOpen(organization);
        const support = await write((tx) => beginSupport(tx, body.link_token));
        cookie.write(organization.slug, support.refresh_token);
        return support;
      }
      const userId = readSignInLink(access.keys, organization.id, body.link_token);
      const begun = await write((tx) => beginSession(tx, access.accessTokens.issue, userId));
      cookie.write(organization.slug, begun.refresh_token);
      return begun;
    },
  }),
  route({
    method: 'post',
    path: '/auth/refresh',
    summary: 'Gives the next tokens for a refresh token, from the body or the browser cookie',
    permission: 'public',
    whileSuspended: 'signing_in',
    readsCookie: true,
    body: refresh,
    answers: { 200: tokens },
    async run(ask, { body }) {
      const token = body.refresh_token ?? ask.cookie.read();
      if (token === null) throw new Refusal('unauthenticated');
      const renewed = await renew(ask, token);
      ask.cookie.write(ask.organization.slug, renewed.refresh_token);
      return renewed;
    },
  }),
  route({
    method: 'post',
    path: '/auth/logout',
    summary: 'Ends the sign-in',
    permission: 'public',
    whileSuspended: 'signing_in',
    readsCookie: true,
    body: refresh,
    answers: { 204: null },
    async run(ask, { body }) {
      await signOut(ask, body.refresh_token ?? ask.cookie.read());
      ask.cookie.write(ask.organization.slug, null);
    },
  }),
  route({
    method: 'get',
    path: '/auth/me',
    summary: 'Who is signed in, and where',
    permission: 'organization.read',
    whileSuspended: 'owner',
    answers: { 200: me },
    etag: revisionWithContent,
    run: async ({ read, organization }) => ({
      ...(await read(whoAmI)),
      organization: organizationAnswer(organization),
    }),
  }),
];
