import { z } from 'zod';

/** RFC 9457, as HTTP answers it (`application/problem+json`). `code` is a stable word for programs. */
export const problem = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  request_id: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** The same "no" in a socket's reply or a refused handshake (`connect_error.data`). */
export type SocketProblem = { code: string; title: string };
