import express, { type Router } from 'express';
import { Refusal } from '../../models/rules/refusal.ts';
import { PERMISSIONS } from '../../models/vocabulary.ts';
import { contextOf } from './context.ts';
import { openApiDocument } from './openapi.ts';
import { requireOpen } from './require-open.ts';
import type { Route, Service } from './route.ts';
import { ROUTES } from './routes/all-routes.ts';
import { serveRoute } from './serve-route.ts';

/** Everything below `/api/v1`. */
export function serveApi(service: Service): Router {
  const router = express.Router();
  const routes = Object.values(ROUTES).flat();
  for (const route of routes) {
    requirePermission(route);
    router[route.method](route.path, ...serveRoute(route, service));
  }
  const reference = openApiDocument();
  router.get('/openapi.json', (_request, response) => {
    const servers = [{ url: `${contextOf(response).base}/api/v1` }];
    response.set('Cache-Control', 'no-cache').json({ ...reference, servers });
  });
  for (const [path, allowed] of methodsByPath(routes)) {
    router.all(path, (_request, response) => {
      requireOpen(contextOf(response).organization);
      response.set('Allow', allowed);
      throw new Refusal('method_not_allowed');
    });
  }
  return router;
}

/** What the compiler checks, checked once more for whoever got around it. */
function requirePermission({ method, path, permission }: Route): void {
  const known: readonly string[] = ['public', ...PERMISSIONS];
  if (!known.includes(permission)) throw new Error(`${method} ${path} does not say who may`);
}

function methodsByPath(routes: readonly Route[]): Map<string, string> {
  const methods = new Map<string, string>([['/openapi.json', 'GET']]);
  for (const { method, path } of routes) {
    methods.set(path, [methods.get(path), method.toUpperCase()].filter((word) => word !== undefined).join(', '));
  }
  return methods;
}
