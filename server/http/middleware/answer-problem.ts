import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { PlanLimitReached } from '../../../models/rules/plans.ts';
import type { Refusal } from '../../../models/rules/refusal.ts';
import { LimitReached } from '../../access/limits.ts';
import type { Suspicions } from '../../access/suspicions.ts';
import { FROM_NOWHERE, type Origin } from '../../../models/vocabulary.ts';
import { contextOf } from '../context.ts';
import type { HttpTally } from '../tally.ts';
import { rateLimit, type Turnstile } from '../turnstile.ts';
import { problemOf, refusalOf, STATUS } from '../errors.ts';
import { isScreen, problemPage } from '../pages/problem-page.ts';

/** Every "no", in one place: a problem for programs, a short page for people. What nobody expected goes to the log, and only there. */
export function answerProblem({
  log,
  suspicions,
  turnstile,
  tally,
}: {
  log: Logger;
  suspicions: Suspicions;
  turnstile: Turnstile;
  tally?: HttpTally | undefined;
}): ErrorRequestHandler {
  function note(organizationId: string, { limit }: PlanLimitReached, from: Origin): void {
    suspicions
      .tell({ organizationId, event: 'plan_limit_reached', about: { limit }, from })
      .catch((error: unknown) => log.error({ err: error }, 'a limit of the plan could not be noted'));
  }

  return (error, request, response, next) => {
    const refusal = refusalOf(error);
    tally?.refused(refusal.code);
    const { requestId, organization } = contextOf(response);
    if (refusal.code === 'internal_error' || refusal.code === 'unavailable') {
      log.error({ err: error as unknown, request_id: requestId, organization: organization?.id ?? null }, refusal.code);
    }
    if (organization && refusal instanceof PlanLimitReached) {
      note(organization.id, refusal, { ...FROM_NOWHERE, address: request.ip ?? null, requestId });
    }
    if (response.headersSent) return next(error);
    const problem = problemOf(refusal, requestId);
    sayMore(response, refusal);
    response.status(problem.status).set('Cache-Control', 'no-store');
    if (isScreen(request)) response.type('html').send(problemPage(problem, request));
    else {
      response.type('application/problem+json; charset=utf-8');
      if (refusal instanceof LimitReached) turnstile.shut(request, response, refusal, problem);
      response.send(JSON.stringify(problem));
    }
  };
}

function sayMore(response: Response, refusal: Refusal): void {
  const status = STATUS[refusal.code];
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  // Here too many means a line that is full at the moment; what is counted says more below.
  if (status === 503 || status === 429) response.set('Retry-After', '1');
  if (refusal instanceof LimitReached) {
    const { limit, policy, seconds } = refusal;
    response.set({
      'Retry-After': String(seconds),
      RateLimit: rateLimit(limit, seconds),
      'RateLimit-Policy': `"${limit}";q=${policy.points};w=${policy.seconds}`,
    });
  }
}
