import { Refusal } from '../../../models/rules/refusal.ts';

/** Null for a no, where there is something else to try. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
