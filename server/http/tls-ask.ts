import express, { type Router } from 'express';
import { readHost } from '../access/host-name.ts';
import type { Limits } from '../access/limits.ts';
import type { LocateByHost } from '../access/locate-organization.ts';
import { networkOf } from '../access/network-of.ts';

/**
 * A proxy asks before it fetches a certificate: only for hosts that lead to an organization. It says yes or no and nothing else,
 * and belongs to no organization.
 */
export function serveTlsAsk({ byHost, limits }: { byHost: LocateByHost; limits: Limits }): Router {
  const router = express.Router();
  router.get('/tls/ask', async (request, response) => {
    await limits.spend('tls_ask', networkOf(request.ip ?? ''));
    const { domain } = request.query;
    const host = typeof domain === 'string' ? readHost(domain) : null;
    const found = host === null || host.port !== '' ? null : await byHost(host);
    const isServed = found !== null && found !== 'shared' && found.status !== 'closed';
    response
      .status(isServed ? 200 : 404)
      .set('Cache-Control', 'no-store')
      .end();
  });
  return router;
}
