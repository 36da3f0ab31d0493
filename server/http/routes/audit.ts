import { z } from 'zod';
import { SECURITY_EVENTS } from '../../../models/vocabulary.ts';
import { auditRecord, securityRecord } from '../../../realtime/contract/resources/audit.ts';
import { auditLog } from '../../queries/log/audit-log.ts';
import { securityLog } from '../../queries/log/security-log.ts';
import { route } from '../route.ts';
import { listed, listOf, listQuery } from '../schemas.ts';

const moment = z.iso.datetime({ offset: true });

export const audit = [
  route({
    method: 'get',
    path: '/audit-log',
    summary: 'Says who changed what, the newest first; an action may be given by its beginning',
    permission: 'audit.read',
    query: listQuery.extend({
      actor_id: z.uuid().optional(),
      subject_id: z.uuid().optional(),
      action: z.string().trim().min(1).max(80).optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
    answers: { 200: listOf(auditRecord) },
    run: async ({ report }, { query: { cursor = null, ...query } }) =>
      listed(await report((tx) => auditLog(tx, { ...query, after: cursor }))),
  }),
  route({
    method: 'get',
    path: '/security-log',
    summary: 'Says who tried what and who was kept out, the newest first',
    permission: 'audit.read',
    query: listQuery.extend({ event: z.enum(SECURITY_EVENTS).optional() }),
    answers: { 200: listOf(securityRecord) },
    run: async ({ report }, { query: { cursor = null, ...query } }) =>
      listed(await report((tx) => securityLog(tx, { ...query, after: cursor }))),
  }),
];
