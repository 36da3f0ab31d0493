/** Whether this is the brief run that shows that the script works. */
export const IS_SMOKE = __ENV['SMOKE'] === '1';

/** A number given with `-e NAME=...`, or the usual one, or that of a brief run. */
export function number(name: string, usual: number, smoke: number): number {
  const said = __ENV[name];
  if (said === undefined || said === '') return IS_SMOKE ? smoke : usual;
  const given = Number(said);
  if (!Number.isFinite(given)) throw new Error(`-e ${name}=${said}: that is no number`);
  return given;
}

/** The nodes, or what stands before them. */
export const ADDRESSES: readonly string[] = (__ENV['BASE_URL'] ?? 'http://127.0.0.1:3000').split(',');
/** Late is what nobody would call live any more; a machine that carries k6 as well is slower. */
export const LATE_MS = number('LATE_MS', 1_000, 3_000);
/** Of the answer to one command, likewise. */
export const SLOW_MS = number('SLOW_MS', 1_000, 3_000);
