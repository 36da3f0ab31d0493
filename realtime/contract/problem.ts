import { z } from 'zod';
import { PLAN_LIMITS } from '../../models/vocabulary.ts';

/** RFC 9457, as HTTP answers it (`application/problem+json`). `code` is a stable word for programs. */
export const problem = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of `plan_limit`: which limit, how much of it is used, and how much the plan allows. */
  plan: z.object({ limit: z.enum(PLAN_LIMITS), used: z.number(), most: z.number() }).optional(),
  request_id: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** The same "no" in a socket's reply or a refused handshake (`connect_error.data`). */
export type SocketProblem = { code: string; title: string };
