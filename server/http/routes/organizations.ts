import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../models/rules/refusal.ts';
import { signedUp } from '../../../realtime/contract/resources/auth.ts';
import {
  branding,
  changeOrganization,
  closeOrganization,
  createOrganization,
  organization,
} from '../../../realtime/contract/resources/organizations.ts';
import { IMAGE_TYPES, readImage } from '../../access/read-image.ts';
import { requireStrongPassword } from '../../access/strong-password.ts';
import { changeOrganization as change } from '../../commands/organizations/change-organization.ts';
import { closeOrganization as close } from '../../commands/organizations/close-organization.ts';
import { keepLogo } from '../../commands/organizations/keep-logo.ts';
import { removeLogo } from '../../commands/organizations/remove-logo.ts';
import { createOrganization as create } from '../../commands/organizations/create-organization.ts';
import { logo } from '../../queries/organizations/logo.ts';
import { brandingAnswer } from '../../queries/organizations/organization-answer.ts';
import { ownOrganization } from '../../queries/organizations/own-organization.ts';
import { withoutSecondFactor } from '../../queries/users/without-second-factor.ts';
import { exportOwn } from '../export-own.ts';
import { fileRoute } from '../file-route.ts';
import { route } from '../route.ts';
import { streamRoute } from '../stream-route.ts';

export const organizations = [
  route({
    method: 'post',
    path: '/organizations',
    summary: 'Signs up an organization with its owner',
    permission: 'public',
    organization: 'new',
    body: createOrganization,
    limit: { name: 'sign_up', key: ({ address }) => address },
    answers: { 201: signedUp },
    async run({ write, access, multiTenant, signUp, cookie, address }, { body }) {
      if (!signUp) throw new Refusal('sign_up_closed');
      const { name, email, password } = body.owner;
      requireStrongPassword(password, [body.name, body.slug, name, email]);
      // There is no organization yet to wait in the line of.
      const passwordHash = await access.passwords.hash(password, address);
      const answer = await write((tx) => create(tx, access.accessTokens.issue, body, passwordHash, { multiTenant }));
      access.organizations.forget();
      cookie.write(answer.organization.slug, answer.refresh_token);
      return answer;
    },
  }),
  route({
    method: 'get',
    path: '/organization',
    summary: 'Reads the own organization',
    permission: 'organization.read',
    whileSuspended: 'owner',
    answers: { 200: organization },
    run: ({ read }) => read(ownOrganization),
  }),
  route({
    method: 'patch',
    path: '/organization',
    summary: 'Changes the own organization',
    permission: 'organization.change',
    body: changeOrganization,
    answers: { 200: organization },
    async run({ write, expected, access, live }, { body }) {
      const { changed, concerned } = await write(async (tx) => ({
        // Before the asker is one of them, and may read nothing any more.
        concerned: body.require_otp === true ? await withoutSecondFactor(tx) : [],
        changed: await change(tx, { ...body, expected }),
      }));
      access.organizations.forget();
      for (const id of concerned) live.readmit(changed.id, { kind: 'user', id });
      return changed;
    },
  }),
  streamRoute({
    path: '/organization/export',
    summary: 'Gives everything of the organization, of one moment, without secrets: lines of JSON',
    permission: 'organization.export',
    whileSuspended: 'owner',
    limit: { name: 'export', key: ({ actor }) => actor.organizationId },
    fileName: ({ organization }) => `${organization.slug}.ndjson`,
    run: (ask, write) => exportOwn(ask, write),
  }),
  route({
    method: 'delete',
    path: '/organization',
    summary: 'Closes the own organization; in thirty days all of it is deleted',
    permission: 'organization.close',
    whileSuspended: 'owner',
    body: closeOrganization,
    answers: { 204: null },
    async run({ write, access, live, actor, organization: { slug }, cookie }, { body }) {
      await write((tx) => close(tx, body));
      access.organizations.forget();
      live.revoke(actor.organizationId, 'everyone');
      cookie.write(slug, null);
    },
  }),
  route({
    method: 'get',
    path: '/organization/branding',
    summary: 'Name and looks, for everybody',
    permission: 'public',
    answers: { 200: branding },
    run: async (ask) => brandingAnswer(ask.organization),
  }),
  route({
    method: 'put',
    path: '/organization/logo',
    summary: 'Takes a picture as the logo: at most 512 KiB, and 2000 pixels wide and high',
    permission: 'organization.change',
    takes: { types: IMAGE_TYPES, mostBytes: 512 * 1024 },
    limit: { name: 'logo', key: ({ actor }) => actor.organizationId },
    body: z.custom<Buffer>(Buffer.isBuffer, 'must be a picture').meta({ type: 'string', format: 'binary' }),
    answers: { 200: branding },
    async run({ write, access }, { body }) {
      const type = readImage(body);
      const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
      const kept = await write((tx) => keepLogo(tx, { type, content: body, hash }));
      access.organizations.forget();
      return kept;
    },
  }),
  route({
    method: 'delete',
    path: '/organization/logo',
    summary: 'Takes the logo away',
    permission: 'organization.change',
    answers: { 204: null },
    async run({ write, access }) {
      await write(removeLogo);
      access.organizations.forget();
    },
  }),
  fileRoute({
    path: '/organization/logo',
    summary: 'The logo, for everybody',
    permission: 'public',
    sends: IMAGE_TYPES,
    version: ({ organization }) => organization.branding.logo ?? null,
    run: ({ read }) => read(logo),
  }),
];
