import type { LimitName } from '../access/limits.ts';
import type { RefusalCode } from '../../models/rules/refusal.ts';

/** How a request ended: `2xx` to `5xx`, or `aborted` by whoever asked. */
export type Outcome = `${2 | 3 | 4 | 5}xx` | 'aborted';

/** What is to be counted, if anything is. Routes are patterns out of the code, never addresses that somebody wrote. */
export type HttpTally = {
  /** A request is over. @param route  `GET /queues/:id`; null: screens, files, health, and what is nowhere */
  answered(route: string | null, outcome: Outcome, ms: number, organizationId: string | null): void;
  /** A no was said. */
  refused(code: RefusalCode): void;
  /** Somebody who goes on after a refusal was sent away at the door. */
  turnedAway(limit: LimitName): void;
  /** A command has been carried out, repeated from its answer, or refused. */
  commanded(route: string, outcome: 'done' | 'replayed' | RefusalCode): void;
};
