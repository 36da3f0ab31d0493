import type { RequestListener } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../../models/rules/refusal.ts';
import { createLocateByHost, createLocateOrganization } from '../access/locate-organization.ts';
import { createProxies } from '../access/proxies.ts';
import type { Site } from '../access/site.ts';
import { createTxtRecords, type TxtRecords } from '../integrations/dns/txt-records.ts';
import { serveAssets } from './assets.ts';
import { createBuiltPages } from './built-pages.ts';
import { serveDocs } from './docs.ts';
import { serveHealth, type Checks } from './health.ts';
import { allowOrigins, refuseForeignPages } from './middleware/allow-origins.ts';
import { answerProblem } from './middleware/answer-problem.ts';
import { authenticate } from './middleware/authenticate.ts';
import { countCalls } from './middleware/count-calls.ts';
import { compressReads } from './middleware/compress-reads.ts';
import { limitAddress, limitPace } from './middleware/limit-requests.ts';
import { locate } from './middleware/locate.ts';
import { logRequests } from './middleware/log-requests.ts';
import { requestId } from './middleware/request-id.ts';
import { tellTime } from './middleware/tell-time.ts';
import { timeRequests } from './middleware/time-requests.ts';
import { traceRequests } from './middleware/trace-requests.ts';
import { varyByLocators } from './middleware/vary-by-locators.ts';
import { frameAncestors, securityHeaders } from './middleware/security-headers.ts';
import { contextOf } from './context.ts';
import { requireOpen } from './require-open.ts';
import type { Service } from './route.ts';
import { serveScreens } from './screens.ts';
import { serveApi } from './serve-api.ts';
import { serveJoin } from './serve-join.ts';
import { serveTlsAsk } from './tls-ask.ts';
import type { HttpTracing } from './tracing.ts';
import { createTurnstile } from './turnstile.ts';

export type AppOptions = Omit<Service, 'site' | 'txtRecords' | 'push' | 'pages'> & {
  /** Absent: nobody is told anything while the page is closed. */
  push?: Service['push'];
  /** Absent: as the machine itself asks. */
  txtRecords?: TxtRecords;
  /** Organizations are served at `<subdomain>.<baseDomain>`. */
  baseDomain: string | null;
  /** Where people reach the service when their organization has no host of its own. */
  publicUrl?: string | null;
  /** Answers do not say in a header which organization was found. */
  production?: boolean;
  log: Logger;
  checks: Checks;
  /** Where the built screens are: `dist/screens`. */
  screensFolder: string;
  /** Networks of the proxies whose `X-Forwarded-*` are believed. */
  trustedProxies?: readonly string[];
  tracing?: HttpTracing | undefined;
};

/** What happens to a request, from top to bottom. */
export function createApp({
  log,
  checks,
  screensFolder,
  baseDomain,
  publicUrl = null,
  production = false,
  trustedProxies = [],
  txtRecords = createTxtRecords({}),
  push = null,
  tracing,
  ...shared
}: AppOptions): RequestListener {
  const { organizations, identify, noticeForeign, limits } = shared.access;
  const site: Site = { baseDomain, publicUrl, production, multiTenant: shared.multiTenant };
  const service: Service = { ...shared, site, txtRecords, push, pages: createBuiltPages(screensFolder) };
  const proxies = createProxies(trustedProxies);
  const locateOrganization = createLocateOrganization(organizations, site);
  const byHost = createLocateByHost(organizations, site);
  const turnstile = createTurnstile(log, shared.tally);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', proxies.trusts);

  app.use(requestId);
  app.use(tellTime(shared.access.now));
  if (shared.tally) app.use(timeRequests(shared.tally));
  app.use(logRequests(log));
  app.use(securityHeaders(proxies));
  app.use(varyByLocators);
  app.use(compressReads);
  app.use(serveHealth(checks));
  app.use(serveAssets(screensFolder));

  if (tracing) app.use(traceRequests(tracing));
  app.use(limitAddress(limits));
  app.use(serveTlsAsk({ byHost, limits }));
  app.use(locate({ locateOrganization, organizations, proxies, production }));
  app.use(frameAncestors(site));
  app.use('/api/v1', allowOrigins({ byHost, site }), refuseForeignPages(site));
  app.use(authenticate({ identify, noticeForeign, log }));
  app.use(limitPace(shared.access));

  app.use('/api/v1', countCalls(service.access), serveApi(service));
  app.use(serveDocs());
  app.use(serveJoin(service));
  app.use(serveScreens(screensFolder, service));

  app.use((_request, response) => {
    requireOpen(contextOf(response).organization);
    throw new Refusal('not_found');
  });
  app.use(answerProblem({ log, suspicions: shared.access.suspicions, turnstile, tally: shared.tally }));
  return (request, response) => {
    if (!turnstile.turnsAway(request, response)) app(request, response);
  };
}
