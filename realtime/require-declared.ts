import { PERMISSIONS } from '../models/vocabulary.ts';

/** What the compiler checks, checked once more for whoever got around it. @throws Error for a message that does not say who may send it */
export function requireDeclared(
  names: readonly string[],
  permissions: Readonly<Record<string, string | undefined>>,
): void {
  const known: readonly string[] = ['public', ...PERMISSIONS];
  for (const name of names) {
    if (!known.includes(permissions[name] ?? '')) throw new Error(`${name} does not say who may`);
  }
}
