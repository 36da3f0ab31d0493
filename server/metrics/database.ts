import type { DatabaseTally } from '../../models/database.ts';
import type { Register } from './register.ts';
import { wordsOf } from './words-of.ts';

const WAITS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5];

/** How long people wait for the database. */
export function databaseMetrics(register: Register, held: (line: string, ms: number) => void): DatabaseTally {
  const waiting = register.level('waitlessq_database_waiting', 'Those who wait in the lines for a connection');
  const waited = register.times(
    'waitlessq_database_wait_seconds',
    'Waits in the lines for a connection, by how they ended',
    WAITS,
    ['outcome'],
    wordsOf<Parameters<DatabaseTally['waited']>[0]>({ let_in: 0, line_full: 0, too_long: 0 }),
  );
  const connected = register.times(
    'waitlessq_database_connect_seconds',
    'From the turn until there is a connection: long where one has to be opened',
    WAITS,
  );
  const holding = register.times('waitlessq_database_hold_seconds', 'For how long connections are held', WAITS);
  return {
    waiting,
    waited: (how, ms) => waited(ms, how),
    connected: (ms) => connected(ms),
    held(line, ms) {
      holding(ms);
      held(line, ms);
    },
  };
}
