import { z } from 'zod';
import { usage as answer } from '../../../realtime/contract/resources/usage.ts';
import { usage as read } from '../../queries/organizations/usage.ts';
import { route } from '../route.ts';

export const usage = [
  route({
    method: 'get',
    path: '/organization/usage',
    summary: 'What the plan allows, what is used of it, and what was counted on the last days',
    permission: 'usage.read',
    whileSuspended: 'owner',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(31) }),
    answers: { 200: answer },
    run: (ask, { query }) => ask.report((tx) => read(tx, query)),
  }),
];
