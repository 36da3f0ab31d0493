import type { Response } from 'express';
import type { Host } from '../access/host-name.ts';
import type { Identity } from '../access/identify.ts';
import type { DirectoryRow } from '../access/organizations.ts';

/** What the middlewares have found out about a request, in the order in which they do. */
export type Context = {
  requestId: string;
  /** That was asked for; null where none was said. */
  host: Host | null;
  /** Null where the request names none; routes of an organization refuse that. */
  organization: DirectoryRow | null;
  /** '' where the host alone says which organization, `/o/<slug>` elsewhere: every link to it begins with this. */
  base: string;
  /** The credential as it was shown, not yet believed. */
  credential: string | null;
  /** The organization that the credential names, not yet believed either. */
  named: string | null;
  /** The route that answers, as `nameOf` spells it. Null while none has been found. */
  route: string | null;
  /** Null: a passer-by. */
  identity: Identity | null;
};

export function beginContext(response: Response, requestId: string): void {
  const context: Context = {
    requestId,
    host: null,
    organization: null,
    base: '',
    credential: null,
    named: null,
    route: null,
    identity: null,
  };
  response.locals['context'] = context;
}

export function contextOf(response: Response): Context {
  return response.locals['context'] as Context; // begun by the first middleware
}
