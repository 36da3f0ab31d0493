import { LIMITS } from '../access/limits.ts';
import type { HttpTally } from '../http/tally.ts';
import type { Register } from './register.ts';

/** Few, because there is a set for each route. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What is asked and what is answered. Routes are patterns of the code; addresses are never looked at. */
export function httpMetrics(register: Register, requested: (organizationId: string) => void): HttpTally {
  const answered = register.times(
    'waitlessq_http_request_seconds',
    'Requests, by route and how they ended',
    DURATIONS,
    ['route', 'status'],
  );
  const refused = register.counter('waitlessq_http_refusals_total', 'Every no, by its code', ['code']);
  const turnedAway = register.counter(
    'waitlessq_http_turned_away_total',
    'Requests that were refused at the door because the same credential was over a limit a moment ago',
    ['limit'],
    Object.keys(LIMITS),
  );
  const commanded = register.counter(
    'waitlessq_commands_total',
    'Commands: done, answered from an earlier answer (replayed), or the code of the refusal',
    ['command', 'outcome'],
  );
  return {
    answered(route, outcome, ms, organizationId) {
      answered(ms, route ?? 'elsewhere', outcome);
      if (organizationId !== null) requested(organizationId);
    },
    refused: (code) => refused(code),
    turnedAway: (limit) => turnedAway(limit),
    commanded: (route, outcome) => commanded(route, outcome),
  };
}
