import express, { type Router } from 'express';

/** What the node needs, each with a question that answers null when it is there, and otherwise why not. */
export type Checks = Readonly<Record<string, () => Promise<string | null>>>;

const PATIENCE_MS = 2_000;

/** `/healthz`: the process is alive. `/readyz`: it can serve, or 503 with the reasons. */
export function serveHealth(checks: Checks): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const parts = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await reasonOf(check)] as const),
    );
    const ready = parts.every(([, reason]) => reason === null);
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({
        status: ready ? 'ready' : 'unavailable',
        parts: Object.fromEntries(
          parts.map(([name, reason]) => [name, reason === null ? { ready: true } : { ready: false, reason }]),
        ),
      });
  });
  return router;
}

/** A part that does not answer is not there. */
async function reasonOf(check: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('does not answer'), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), silence]);
  } catch {
    return 'fails';
  } finally {
    clearTimeout(timer);
  }
}
