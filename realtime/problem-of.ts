import { Refusal, REFUSALS } from '../models/rules/refusal.ts';
import type { SocketProblem } from './contract/problem.ts';

/** A "no" as a socket hears it: in an answer as `problem`, at the door as an error whose `data` reaches `connect_error`. */
export function problemOf(error: unknown): Error & { data: SocketProblem } {
  const data: SocketProblem =
    error instanceof Refusal
      ? { code: error.code, title: error.message }
      : // Nothing of an unexpected failure gets out; trying again is the best advice.
        { code: 'unavailable', title: REFUSALS.unavailable };
  return Object.assign(new Error(data.code), { data });
}
