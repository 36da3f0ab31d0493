import type { Request, RequestHandler } from 'express';
import { permit } from '../../models/rules/permissions.ts';
import { askOf } from './ask.ts';
import { contextOf } from './context.ts';
import { knownTags } from './known-tags.ts';
import { fileBody } from './middleware/file-body.ts';
import { jsonBody } from './middleware/json-body.ts';
import { requireOpen } from './require-open.ts';
import type { Ask, Route, Service } from './route.ts';

/** The handlers of one route: may they, what did they say, what is the answer. */
export function serveRoute(route: Route, service: Service): RequestHandler[] {
  const asked = new WeakMap<Request, Ask>();
  const name = nameOf(route);
  return [
    function admit(request, response, next) {
      contextOf(response).route = name;
      const ask = askOf(route, service, request, response);
      requireOpen(contextOf(response).organization, ask.actor, route.whileSuspended);
      if (route.permission !== 'public') permit(ask.actor, route.permission);
      asked.set(request, ask);
      next();
    },
    ...(route.method === 'get' ? [] : [route.takes ? fileBody(route.takes) : jsonBody]),
    async function respond(request, response) {
      const ask = asked.get(request) as Ask; // set above
      const { tenant_id: _locator, ...query } = request.query;
      const words = { params: request.params, query, body: (request.body as unknown) ?? {} };
      if (route.stream) return route.stream(ask, response, words);
      const known = route.method === 'get' ? knownTags(request) : [];
      const { body, etag } = await route.respond(ask, words, known);
      // A tablet goes from hand to hand: what was read with a credential is not left in its browser.
      const mayStay = route.method === 'get' && ask.credential === null;
      response.set('Cache-Control', mayStay ? 'private, no-cache' : 'no-store');
      if (etag !== null) response.set('ETag', `"${etag}"`);
      if (etag !== null && known.includes(etag)) response.status(304).end();
      else if (body === undefined) response.status(route.status).end();
      else if (route.method === 'get') response.status(route.status).json(body);
      // No ETag is reckoned for what nobody will ask for again.
      else response.status(route.status).type('application/json').end(JSON.stringify(body));
    },
  ];
}

/** For those who count: `POST /queues/:id/calls`. */
function nameOf({ method, path }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}
