import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { authorityOf, type Host, readHost } from '../../access/host-name.ts';
import type { Proxies } from '../../access/proxies.ts';
import { type Site } from '../../access/site.ts';
import { contextOf } from '../context.ts';

const SELF = "'self'";

/**
 * Everything from ourselves, nothing inline but style sheets of the build. Old televisions do not count a WebSocket of the same host as
 * 'self', so it is named.
 * `upgrade-insecure-requests` is off: in a clinic's own network the service often runs without TLS.
 */
export function securityHeaders(proxies: Proxies): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        scriptSrc: [SELF],
        styleSrc: [SELF],
        imgSrc: [SELF, 'data:', 'https:'],
        connectSrc: [SELF, (request) => socketsOf(readHost(proxies.writtenHost(request) ?? ''))],
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
}

function socketsOf(host: Host | null): string {
  return host === null ? SELF : `ws://${authorityOf(host)} wss://${authorityOf(host)}`;
}

/** For a page of the build that brings its style sheets along: these, word for word. */
export function allowStyles(response: Response, styles: readonly string[]): void {
  const policy = response.get('Content-Security-Policy');
  if (styles.length > 0 && policy !== undefined)
    response.set('Content-Security-Policy', policy.replace(/style-src [^;]*/, `$& ${styles.join(' ')}`));
}

/** Once it is known whose screens they are: the organization's other hosts may frame them, too. */
export function frameAncestors(site: Site): RequestHandler {
  return (_request, response, next) => {
    const { organization, host } = contextOf(response);
    const others = organization === null ? [] : otherHosts(organization, host, site);
    const policy = response.get('Content-Security-Policy');
    if (others.length > 0 && policy !== undefined) {
      const own = others.map((name) => `https://${name}`).join(' ');
      response.set(
        'Content-Security-Policy',
        policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${SELF} ${own}`),
      );
      // It knows one host, or none; whoever understands the policy looks there.
      response.removeHeader('X-Frame-Options');
    }
    next();
  };
}

function otherHosts(
  { hosts, subdomain }: { hosts: readonly string[]; subdomain: string | null },
  here: Host | null,
  { baseDomain }: Site,
): string[] {
  const below = baseDomain === null || subdomain === null ? [] : [`${subdomain}.${baseDomain}`];
  return [...hosts, ...below].filter((name) => name !== here?.name);
}
