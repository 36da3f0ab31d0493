import type { Field } from './resource.ts';

/** The fields of a form for a new thing (null), or for one that exists. */
export function fieldsFor(fields: readonly Field[], thing: unknown): Field[] {
  return fields.filter(({ only }) => only === undefined || (only === 'new') === (thing === null));
}
