import cors from 'cors';
import type { Request, RequestHandler, Response } from 'express';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { LocateByHost } from '../../access/locate-organization.ts';
import { type Asked, isOwnPage, isPageOf, isUsualDoor, readOrigin, type PageOrigin } from '../../access/origins.ts';
import type { Site } from '../../access/site.ts';
import { contextOf } from '../context.ts';
import { carriesRefreshToken } from '../refresh-cookie.ts';

const allow = cors({
  // Never with cookies: whoever stands on another host signs in with a token.
  credentials: false,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Traceparent',
    'X-Request-Id',
    'X-Tenant-ID',
  ],
  exposedHeaders: [
    'ETag',
    'Idempotency-Replayed',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'X-Organization',
    'X-Request-Id',
  ],
  maxAge: 600,
  origin: true,
});

/** Which pages of other hosts may read answers: those of the organization's own hosts. */
export function allowOrigins({ byHost, site }: { byHost: LocateByHost; site: Site }): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = originOf(request);
    if (origin !== null && (await mayRead(origin))) allow(request, response, next);
    else next();

    async function mayRead(from: PageOrigin): Promise<boolean> {
      const { organization } = contextOf(response);
      const asked = askedOf(request, response);
      if (isOwnPage(from, asked, site)) return true;
      if (organization) return isPageOf(organization, from, asked, site);
      // The question beforehand has no headers yet that would say which organization.
      if (request.method !== 'OPTIONS' || !isUsualDoor(from, asked)) return false;
      const owner = await byHost(from.host);
      return owner !== null && owner !== 'shared';
    }
  };
}

/** A browser sends its cookies with whatever a page of another site makes it ask; what changes something with them is refused. */
export function refuseForeignPages(site: Site): RequestHandler {
  return (request, response, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (changes && request.get('Origin') !== undefined && carriesRefreshToken(request)) {
      const origin = originOf(request);
      if (origin === null || !isOwnPage(origin, askedOf(request, response), site))
        throw new Refusal('not_permitted', 'The page that asks is of another site.');
    }
    next();
  };
}

function originOf(request: Request): PageOrigin | null {
  return readOrigin(request.get('Origin') ?? '');
}

function askedOf(request: Request, response: Response): Asked {
  return { secure: request.secure, host: contextOf(response).host };
}
