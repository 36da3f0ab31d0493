import { z } from 'zod';
import { supportAccess as schema, supportPresent } from '../../../realtime/contract/resources/audit.ts';
import { endSupport } from '../../commands/support/end-support.ts';
import { presentSupport } from '../../queries/support/present-support.ts';
import { supportAccesses } from '../../queries/support/support-accesses.ts';
import { route } from '../route.ts';
import { byId, listed, listOf, listQuery } from '../schemas.ts';

export const supportAccess = [
  route({
    method: 'get',
    path: '/support-access',
    summary: 'Says who of the platform was let in, why, and until when; the newest first',
    permission: 'audit.read',
    query: listQuery,
    answers: { 200: listOf(schema) },
    run: async ({ read }, { query: { limit, cursor = null } }) =>
      listed(await read((tx) => supportAccesses(tx, { limit, after: cursor }))),
  }),
  route({
    method: 'get',
    path: '/support-access/present',
    summary: 'Says who of the platform is inside at the moment, to everybody who works here',
    permission: 'organization.read',
    answers: { 200: z.object({ data: z.array(supportPresent) }) },
    run: async ({ read }) => ({ data: await read(presentSupport) }),
  }),
  route({
    method: 'delete',
    path: '/support-access/:id',
    summary: 'Ends the access of somebody of the platform, at once',
    permission: 'organization.change',
    params: byId,
    answers: { 204: null },
    async run({ write, live, actor }, { params: { id } }) {
      await write((tx) => endSupport(tx, id));
      live.revoke(actor.organizationId, { kind: 'operator', id });
    },
  }),
];
