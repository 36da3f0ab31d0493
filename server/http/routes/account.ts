import { z } from 'zod';
import {
  account as answer,
  changePassword,
  confirmOtp,
  endOtp,
  otpSetup,
  recoveryCodes,
  signedInAt,
} from '../../../realtime/contract/resources/account.ts';
import { signedInUser } from '../../access/signed-in-user.ts';
import { requireStrongPassword } from '../../access/strong-password.ts';
import { changePassword as change } from '../../commands/auth/change-password.ts';
import { confirmOtp as confirm } from '../../commands/auth/confirm-otp.ts';
import { endOtherSessions } from '../../commands/auth/end-other-sessions.ts';
import { endOtp as end } from '../../commands/auth/end-otp.ts';
import { endOwnSession } from '../../commands/auth/end-own-session.ts';
import { renewRecoveryCodes } from '../../commands/auth/renew-recovery-codes.ts';
import { setUpOtp } from '../../commands/auth/set-up-otp.ts';
import { endOtpOfUser } from '../../commands/users/end-otp-of-user.ts';
import { endSessionsOfUser } from '../../commands/users/end-sessions-of-user.ts';
import { ownAccount } from '../../queries/account/own-account.ts';
import { ownSessions } from '../../queries/account/own-sessions.ts';
import { requireOwnPassword } from '../own-password.ts';
import { route, type Ask } from '../route.ts';
import { byId } from '../schemas.ts';
import { withCode } from '../with-code.ts';

/** The asker's rights have changed: sockets that a sign-in of theirs has opened come back under those they have now. */
function readmit({ actor, live }: Ask): void {
  live.readmit(actor.organizationId, { kind: 'user', id: signedInUser(actor) });
}

export const account = [
  route({
    method: 'get',
    path: '/account',
    summary: 'How well the own account is guarded',
    permission: 'account.change',
    answers: { 200: answer },
    run: ({ read }) => read(ownAccount),
  }),
  route({
    method: 'put',
    path: '/account/password',
    summary: 'Changes the own password; every other sign-in ends',
    permission: 'account.change',
    body: changePassword,
    answers: { 204: null },
    async run(ask, { body }) {
      const { access, organization, sessionId, write } = ask;
      const own = await requireOwnPassword(ask, body.current_password);
      requireStrongPassword(body.password, [organization.name, organization.slug, own.name, own.email]);
      const next = await access.passwords.hash(body.password, organization.id);
      await write((tx) => change(tx, { present: own.password_hash, next }, sessionId));
      readmit(ask);
    },
  }),
  route({
    method: 'post',
    path: '/account/otp',
    summary: 'Begins a second factor: a secret for the authenticator app, which guards nothing yet',
    permission: 'account.change',
    answers: { 201: otpSetup },
    run: ({ write, access, organization }) => write((tx) => setUpOtp(tx, access.keys, organization.name)),
  }),
  route({
    method: 'put',
    path: '/account/otp',
    summary: 'Switches the second factor on with a first code of the app; the recovery codes are shown this once',
    permission: 'account.change',
    body: confirmOtp,
    answers: { 200: recoveryCodes },
    async run(ask, { body }) {
      const { write, access, actor } = ask;
      const codes = await withCode(ask, signedInUser(actor), () => write((tx) => confirm(tx, access.keys, body.otp)));
      readmit(ask);
      return { recovery_codes: codes };
    },
  }),
  route({
    method: 'delete',
    path: '/account/otp',
    summary: 'Switches the second factor off; takes the password',
    permission: 'account.change',
    body: endOtp,
    answers: { 204: null },
    async run(ask, { body }) {
      await requireOwnPassword(ask, body.password);
      await ask.write(end);
      readmit(ask);
    },
  }),
  route({
    method: 'post',
    path: '/account/recovery-codes',
    summary: 'Makes ten new recovery codes for a code of the app; the old ones are worth nothing any more',
    permission: 'account.change',
    body: confirmOtp,
    answers: { 201: recoveryCodes },
    async run(ask, { body }) {
      const { write, access, actor } = ask;
      const codes = await withCode(ask, signedInUser(actor), () =>
        write((tx) => renewRecoveryCodes(tx, access.keys, body.otp)),
      );
      return { recovery_codes: codes };
    },
  }),
  route({
    method: 'get',
    path: '/account/sessions',
    summary: 'Where the asker is signed in',
    permission: 'account.change',
    answers: { 200: z.object({ data: z.array(signedInAt) }) },
    run: async ({ read, sessionId }) => ({ data: await read((tx) => ownSessions(tx, sessionId)) }),
  }),
  route({
    method: 'delete',
    path: '/account/sessions',
    summary: 'Ends every sign-in but the one that asks',
    permission: 'account.change',
    answers: { 204: null },
    async run(ask) {
      await ask.write((tx) => endOtherSessions(tx, ask.sessionId));
      readmit(ask);
    },
  }),
  route({
    method: 'delete',
    path: '/account/sessions/:id',
    summary: 'Ends one sign-in, with its screens',
    permission: 'account.change',
    params: byId,
    answers: { 204: null },
    async run(ask, { params }) {
      await ask.write((tx) => endOwnSession(tx, params));
      readmit(ask);
    },
  }),
  route({
    method: 'delete',
    path: '/users/:id/sessions',
    summary: 'Signs somebody out everywhere whose role is not above the own one',
    permission: 'user.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      await write((tx) => endSessionsOfUser(tx, params));
      live.readmit(actor.organizationId, { kind: 'user', id: params.id });
    },
  }),
  route({
    method: 'delete',
    path: '/users/:id/otp',
    summary:
      'Takes away a second factor that was lost, of somebody whose role is not above the own one, and signs them out',
    permission: 'user.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params }) {
      await write((tx) => endOtpOfUser(tx, params));
      live.readmit(actor.organizationId, { kind: 'user', id: params.id });
    },
  }),
];
