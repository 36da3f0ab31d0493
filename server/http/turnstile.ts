import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Problem } from '../../realtime/contract/problem.ts';
import { type LimitName, type LimitReached, wholeSeconds } from '../access/limits.ts';
import { contextOf } from './context.ts';
import { bearerOf } from './credential.ts';
import { requestIdOf } from './middleware/request-id.ts';
import type { HttpTally } from './tally.ts';

/** Whoever is over one of these is refused whatever they ask, until its time is over. */
const OF_EVERY_REQUEST: readonly LimitName[] = ['principal', 'organization', 'api_keys'];

/** These differ from one answer to the next. */
const OF_ONE_ANSWER: ReadonlySet<string> = new Set(['x-request-id', 'retry-after', 'ratelimit']);

/** Credentials shut out at once. */
const MOST = 10_000;

type Shut = {
  until: number;
  limit: LimitName;
  headers: OutgoingHttpHeaders;
  problem: Problem;
  times: number;
};

export type Turnstile = {
  /** Answers whoever was over their pace a moment ago as they were answered then. @returns false: they are let through */
  turnsAway(request: IncomingMessage, response: ServerResponse): boolean;
  /** Shuts for whoever has just met a limit, whose answer is ready but for its body. */
  shut(request: IncomingMessage, response: Response, refusal: LimitReached, problem: Problem): void;
};

/**
 * Refuses a flood before anything of it is read, looked up or logged: the neighbours pay for each request, and the whole way to a
 * refusal costs nearly what an answer does. It decides nothing: whoever was refused for their pace is refused for the rest of that
 * time, known by the credential they showed; one line of the log says how often. Requests of pages go the whole way, where it is
 * known who may read the answer.
 */
export function createTurnstile(log: Logger, tally?: HttpTally): Turnstile {
  const shut = new Map<string, Shut>();

  /** The credential of the header. What is none is nobody's own: who shuts the door with it would shut it for all others. */
  function keyOf(request: IncomingMessage): string | null {
    return request.headers.origin === undefined ? bearerOf(request) || null : null;
  }

  return {
    turnsAway(request, response) {
      if (shut.size === 0) return false;
      const key = keyOf(request);
      const found = key === null ? undefined : shut.get(key);
      if (!found || request.url?.startsWith('/api/') !== true) return false;
      found.times++;
      tally?.turnedAway(found.limit);
      const seconds = wholeSeconds(found.until - performance.now());
      const id = requestIdOf(request);
      response.writeHead(429, {
        ...found.headers,
        'X-Request-Id': id,
        'Retry-After': String(seconds),
        RateLimit: rateLimit(found.limit, seconds),
      });
      response.end(JSON.stringify({ ...found.problem, request_id: id }));
      return true;
    },

    shut(request, response, { limit, waitMs }, problem) {
      const { organization, credential } = contextOf(response);
      const key = keyOf(request);
      // Another one was looked at where the address is the credential: this one may be anybody's.
      if (key === null || key !== credential) return;
      if (!OF_EVERY_REQUEST.includes(limit) || shut.size >= MOST || shut.has(key)) return;
      const headers = Object.entries(response.getHeaders()).filter(([name]) => !OF_ONE_ANSWER.has(name));
      const one: Shut = {
        until: performance.now() + waitMs,
        limit,
        headers: Object.fromEntries(headers),
        problem,
        times: 0,
      };
      shut.set(key, one);
      setTimeout(() => {
        shut.delete(key);
        if (one.times > 0) log.info({ organization: organization?.id ?? null, limit, times: one.times }, 'turned away');
      }, waitMs).unref();
    },
  };
}

/** The header of this name, for a limit that has nothing left. */
export function rateLimit(limit: LimitName, seconds: number): string {
  return `"${limit}";r=0;t=${seconds}`;
}
