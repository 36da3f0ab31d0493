import type { RequestHandler } from 'express';
import helmet from 'helmet';

const SELF = "'self'";

/**
 * Everything from ourselves, nothing inline. Old televisions do not count a WebSocket of the same host as 'self', so it is named.
 * `upgrade-insecure-requests` is off: in a clinic's own network the service often runs without TLS.
 */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: [SELF],
      scriptSrc: [SELF],
      styleSrc: [SELF],
      imgSrc: [SELF, 'data:', 'https:'],
      connectSrc: [SELF, (request) => socketsOf(request.headers.host)],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: [SELF],
      frameAncestors: [SELF],
    },
  },
  // A subdomain may be another's, and without TLS.
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  referrerPolicy: { policy: 'no-referrer' },
});

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i;

function socketsOf(host: string | undefined): string {
  return host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : SELF;
}
