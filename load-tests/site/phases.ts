/** Calm and flooded stretches of time that take turns: what else happens on the machine happens to both. */
export type Phase = 'warm-up' | 'calm' | 'flood';
export type Plan = { warmUp: number; length: number; pairs: number };

/** Seconds that everything takes. */
export function duration({ warmUp, length, pairs }: Plan): number {
  return warmUp + 2 * pairs * length;
}

/** Which one it is so many seconds after the beginning. Each pair begins calm. */
export function phaseAt(seconds: number, { warmUp, length }: Plan): Phase {
  if (seconds < warmUp) return 'warm-up';
  return Math.floor((seconds - warmUp) / length) % 2 === 0 ? 'calm' : 'flood';
}

/** When each flood begins. */
export function floods({ warmUp, length, pairs }: Plan): number[] {
  return Array.from({ length: pairs }, (_, pair) => warmUp + (2 * pair + 1) * length);
}

/** How much slower it was under the flood: 1.2 is a fifth. Null where there is nothing to compare. */
export function ratio(calm: number | undefined, flood: number | undefined): number | null {
  if (calm === undefined || flood === undefined || !(calm > 0) || !Number.isFinite(flood)) return null;
  return Math.round((flood / calm) * 100) / 100;
}
