/**
 * Runs `work` again and again, never twice at once, with a pause in between. A failure is told and the next round goes on.
 * @returns stop, which waits for the round that is under way
 */
export function every(ms: number, work: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let round = Promise.resolve();

  const next = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = work().catch(onError).then(next);
    }, ms);
  };
  next();

  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await round;
  };
}
