import { ApiProblem } from '../shared/api.ts';

/** As long as anybody stands before a tile that turns. */
const GIVE_UP_AFTER_MS = 12_000;
const ANSWER_WITHIN_MS = 6_000;
const PAUSE_MS = 1_000;

/**
 * Asks again while no answer comes: `ask` has to be one wish, however often it is made. @throws ApiProblem every other "no" at once
 */
export async function askPatiently<T>(
  ask: (timeout: number) => Promise<T>,
  { now = () => performance.now(), pause = wait }: { now?: () => number; pause?: (ms: number) => Promise<void> } = {},
): Promise<T> {
  const begun = now();
  for (;;) {
    try {
      return await ask(ANSWER_WITHIN_MS);
    } catch (problem) {
      if (!isNoAnswer(problem) || now() - begun + PAUSE_MS >= GIVE_UP_AFTER_MS) throw problem;
      await pause(PAUSE_MS);
    }
  }
}

function isNoAnswer(problem: unknown): boolean {
  return problem instanceof ApiProblem && (problem.code === 'offline' || problem.code === 'unavailable');
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
