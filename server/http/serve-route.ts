import type { Request, RequestHandler, Response } from 'express';
import { permit } from '../../models/rules/permissions.ts';
import { askOf } from './ask.ts';
import { jsonBody } from './middleware/json-body.ts';
import type { Ask, Route, Service } from './route.ts';

/** The handlers of one route: may they, what did they say, what is the answer. */
export function serveRoute(route: Route, service: Service): RequestHandler[] {
  const asked = new WeakMap<Request, Ask>();
  return [
    function admit(request, response, next) {
      const ask = askOf(route, service, request, response);
      if (route.permission !== 'public') permit(ask.actor, route.permission);
      asked.set(request, ask);
      next();
    },
    ...(route.method === 'get' ? [] : [jsonBody]),
    async function respond(request, response) {
      const ask = asked.get(request) as Ask; // set above
      const { tenant_id: _locator, ...query } = request.query;
      const { body, etag } = await route.respond(ask, {
        params: request.params,
        query,
        body: (request.body as unknown) ?? {},
      });
      send(request, response, { status: route.status, body, etag });
    },
  ];
}

function send(
  request: Request,
  response: Response,
  { status, body, etag }: { status: number; body: unknown; etag: string | null },
): void {
  response.set({
    Vary: 'Authorization, X-Tenant-ID',
    'Cache-Control': request.method === 'GET' ? 'private, no-cache' : 'no-store',
  });
  if (etag !== null) response.set('ETag', `"${etag}"`);
  if (etag !== null && isKnown(request, `"${etag}"`)) response.status(304).end();
  else if (body === undefined) response.status(status).end();
  else response.status(status).json(body);
}

/** Asked by hand: Express gives no 304 to a browser that was told to keep nothing, and such a one may still know what it shows. */
function isKnown(request: Request, etag: string): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const known = request.get('If-None-Match')?.split(',') ?? [];
  return known.some((one) => one.trim().replace(/^W\//, '') === etag);
}
