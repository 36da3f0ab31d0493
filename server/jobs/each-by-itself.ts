/** What fails in one organization must not hold up the others': the rest is done first, and then the failures are told. */
export async function eachByItself<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await work(one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new Error(`${failures.length} of ${all.length} failed`, { cause: failures[0] });
}
