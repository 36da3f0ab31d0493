import { createServer, type Server } from 'node:http';
import type { Metrics } from './metrics.ts';

/** A server of its own: nothing that tenants and passers-by can reach knows of it. */
export function serveMetrics({ registry }: Pick<Metrics, 'registry'>, onError: (error: unknown) => void): Server {
  return createServer((request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(path === '/metrics' ? 405 : 404).end();
      return;
    }
    registry.metrics().then(
      (text) =>
        response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' }).end(text),
      (error: unknown) => {
        onError(error);
        response.writeHead(500).end();
      },
    );
  });
}
