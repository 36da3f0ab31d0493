import type { AccessTally } from '../access/access.ts';
import { LIMITS } from '../access/limits.ts';
import type { Register } from './register.ts';

const WAITS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The limits that somebody met, and the lines in which passwords wait to be hashed. */
export function accessMetrics(register: Register): AccessTally {
  const reached = register.counter(
    'waitlessq_limits_reached_total',
    'Refusals because of a limit, by its name',
    ['limit'],
    Object.keys(LIMITS),
  );
  const waiting = register.level('waitlessq_passwords_waiting', 'Passwords that wait to be hashed');
  const waited = register.times('waitlessq_passwords_wait_seconds', 'Waits until a password was hashed', WAITS);
  return {
    limitReached: (limit) => reached(limit),
    passwords: { waiting, waited: (ms) => waited(ms) },
  };
}
