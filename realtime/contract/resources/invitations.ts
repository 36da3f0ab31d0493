import { z } from 'zod';
import { ROLES } from '../../../models/vocabulary.ts';
import { name, password, scope } from './words.ts';

/** Somebody is asked to become a user. The link is sent by e-mail where that is set up, and answered once to whoever invites. */
export const createInvitation = z.strictObject({
  email: z.email().max(254),
  name: name.optional(),
  role: z.enum(ROLES),
  ...scope,
});
export const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  office_ids: z.array(z.uuid()),
  queue_ids: z.array(z.uuid()),
  invited_by: z.uuid().nullable(),
  expires_at: z.iso.datetime(),
  accepted_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitation>;
export const invited = z.object({ invitation, link: z.string(), mailed: z.boolean() });

/** What the invited person is shown before deciding. */
export const lookUpInvitation = z.strictObject({ invitation_token: z.string().max(300) });
export const openInvitation = z.object({
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  organization: z.string(),
  expires_at: z.iso.datetime(),
});
export const acceptInvitation = z.strictObject({ invitation_token: z.string().max(300), name, password });
