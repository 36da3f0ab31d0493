import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../../models/rules/refusal.ts';
import { createLocateOrganization } from '../access/locate-organization.ts';
import { serveAssets } from './assets.ts';
import { serveDocs } from './docs.ts';
import { serveHealth, type Checks } from './health.ts';
import { answerProblem } from './middleware/answer-problem.ts';
import { authenticate } from './middleware/authenticate.ts';
import { countCalls } from './middleware/count-calls.ts';
import { compressReads } from './middleware/compress-reads.ts';
import { limitAddress, limitPrincipal } from './middleware/limit-requests.ts';
import { locate } from './middleware/locate.ts';
import { logRequests } from './middleware/log-requests.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import type { Service } from './route.ts';
import { serveScreens } from './screens.ts';
import { serveApi } from './serve-api.ts';

export type AppOptions = Service & {
  log: Logger;
  checks: Checks;
  /** Where the built screens are: `dist/kiosk-client`. */
  screensFolder: string;
  /** Organizations are served at `<subdomain>.<baseDomain>`. */
  baseDomain: string | null;
  /** Networks of the proxies whose `X-Forwarded-*` are believed. */
  trustedProxies?: readonly string[];
};

/** What happens to a request, from top to bottom. */
export function createApp({
  log,
  checks,
  screensFolder,
  baseDomain,
  trustedProxies = [],
  ...service
}: AppOptions): Express {
  const { organizations, identify, limits } = service.access;
  const locateOrganization = createLocateOrganization(organizations, { baseDomain, multiTenant: service.multiTenant });
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...trustedProxies]);

  app.use(requestId);
  app.use(logRequests(log));
  app.use(securityHeaders);
  app.use(compressReads);
  app.use(serveHealth(checks));
  app.use(serveAssets(screensFolder));

  app.use(limitAddress(limits));
  app.use(locate({ locateOrganization, organizations }));
  app.use(authenticate({ identify, log }));
  app.use(limitPrincipal(limits));

  app.use('/api/v1', countCalls(service.access), serveApi(service));
  app.use(serveDocs());
  app.use(serveScreens(screensFolder, service));

  app.use(() => {
    throw new Refusal('not_found');
  });
  app.use(answerProblem(log));
  return app;
}
