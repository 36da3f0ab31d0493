/** While one run is under way, everybody who asks gets its promise, whatever they ask with. */
export function singleFlight<T, Args extends unknown[]>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let running: Promise<T> | null = null;
  return (...args) =>
    (running ??= work(...args).finally(() => {
      running = null;
    }));
}
