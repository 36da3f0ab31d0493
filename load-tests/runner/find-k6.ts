import { findProgram, isExecutable } from '../../tests/support/find-program.ts';

/** Where k6 is: as named by K6, or in PATH. */
export function findK6(): string | undefined {
  const named = process.env['K6'];
  if (named === undefined || named === '') return findProgram('k6');
  return isExecutable(named) ? named : findProgram(named);
}

export const K6_IS_MISSING =
  'k6 IS NOT INSTALLED, SO NOTHING WAS LOADED. load-tests/README.md says how to get it; K6=/path/to/k6 names one that is not in PATH.';
