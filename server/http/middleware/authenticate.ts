import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { NoticeForeign } from '../../access/foreign-credential.ts';
import type { Identify } from '../../access/identify.ts';
import { isSuspended, suspension } from '../../access/open-organization.ts';
import { FROM_NOWHERE } from '../../../models/vocabulary.ts';
import { contextOf } from '../context.ts';
import { isTracked } from '../credential.ts';

/** Who is asking. Nobody is a passer-by; somebody with a wrong credential is refused, also where nobody is asked for one. */
export function authenticate({
  identify,
  noticeForeign,
  log,
}: {
  identify: Identify;
  noticeForeign: NoticeForeign;
  log: Logger;
}): RequestHandler {
  return async (request, response, next) => {
    const context = contextOf(response);
    const { credential, named, organization } = context;
    if (credential === null) return next();
    try {
      if (named === null || organization === null) throw new Refusal('unauthenticated');
      if (named !== organization.id) {
        log.warn(
          { organization: organization.id, named, request_id: context.requestId },
          'a credential of another organization',
        );
        // Nobody waits for it: how long the refusal takes says nothing about the credential.
        noticeForeign(credential, { ...FROM_NOWHERE, address: request.ip ?? null, requestId: context.requestId }).catch(
          (error: unknown) => log.error({ err: error }, 'a foreign credential could not be noted'),
        );
        throw new Refusal('wrong_organization');
      }
      context.identity = await identify(credential);
    } catch (error) {
      // Whoever asks hears that first.
      if (organization !== null && isSuspended(organization)) throw suspension(organization);
      const wrongAddress = isTracked(request) && error instanceof Refusal;
      throw wrongAddress ? new Refusal('not_found') : error;
    }
    next();
  };
}
