import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingPrograms } from './support/missing-programs.ts';
import { notToday } from './support/in-turn.ts';
import { endLeftovers } from './support/leftovers.ts';
import { runStep } from './support/run-step.ts';

/** The checks and all tests in the order in which they are cheap, and at the end the counts. */
async function everything(): Promise<boolean> {
  const missing = missingPrograms();
  for (const line of missing) console.error(line);
  if (missing.length > 0) return report({ passed: 0, failed: missing.length, skipped: 0 });

  // Its own folder for temporary files is how a run knows its own processes again.
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-tests-'));
  chmodSync(folder, 0o755);
  try {
    const checks = ['format', 'lint', 'types', 'rules', 'dead', 'build'];
    const broken = checks.filter((script) => !runStep(script, ['run', '--silent', script], folder)).length;
    const results = join(folder, 'results.json');
    const others = notToday(Date.now());
    const green = runStep(
      'tests',
      ['run', '--silent', 'test:all', '--', ...toResults(results), ...without(others)],
      folder,
    );
    if (others.length > 0)
      console.log(`Not today, but within six days, or with WALK=every npm test:\n${others.join('\n')}`);
    const counts = countsIn(results);
    const leftovers = await endLeftovers(folder);
    for (const leftover of leftovers) console.error(`The tests left a process behind: ${leftover}`);
    const failed = broken + (green ? counts.failed : Math.max(1, counts.failed)) + leftovers.length;
    return report({ ...counts, failed });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toResults(file: string): string[] {
  return ['--json', `--outputFile=${file}`];
}

function without(suites: readonly string[]): string[] {
  return suites.flatMap((suite) => ['--testPathIgnorePatterns', `/tests/${suite.replaceAll('.', '[.]')}[.]`]);
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of jest's report that is counted. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
}

function countsIn(file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  // Written by jest a moment ago.
  const jest = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  return {
    passed: jest.numPassedTests,
    // A file that could not run, or left something open, has no failed test of its own.
    failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
    skipped: jest.numPendingTests + jest.numTodoTests,
  };
}

function report({ passed, failed, skipped }: Counts): boolean {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0;
}

process.exitCode = (await everything()) ? 0 : 1;
