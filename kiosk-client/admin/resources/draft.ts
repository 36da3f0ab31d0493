/**
 * A form between a thing and a request: what the controls hold, what is sent, whose mistake it is. Pure.
 *
 * A field is named by its path in the body (`policy.grace`); a control holds text, a choice, several, or what it makes itself.
 */
export type Draft = Readonly<Record<string, unknown>>;

export type DraftField = {
  path: string;
  /** Sent as null when it is left empty; otherwise an empty one is not sent at all. */
  nullable?: boolean;
  /** What the control holds for a value of the thing, and back. Absent: the value itself, an absent one as ''. */
  toControl?(value: unknown): unknown;
  fromControl?(control: unknown): unknown;
  /** What the control holds for a new thing. */
  initial?: unknown;
};

export function draftOf(fields: readonly DraftField[], thing: unknown): Draft {
  return Object.assign({}, ...fields.map((field) => ({ [field.path]: controlOf(field, thing) }))) as Draft; // one property a field
}

function controlOf(field: DraftField, thing: unknown): unknown {
  if (thing === null) return field.initial ?? '';
  const value = valueAt(thing, field.path);
  return field.toControl ? field.toControl(value) : (value ?? '');
}

/** The body of a request for a new thing, or for what is different in an old one. */
export function bodyOf(fields: readonly DraftField[], draft: Draft, thing: unknown): Record<string, unknown> {
  const before = thing === null ? null : draftOf(fields, thing);
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const control = draft[field.path];
    if (before !== null && same(control, before[field.path])) continue;
    const value = valueOf(field, control);
    if (value === undefined || (before === null && value === null)) continue;
    put(body, field.path, value);
  }
  return body;
}

function valueOf(field: DraftField, control: unknown): unknown {
  const value = typeof control === 'string' ? control.trim() : control;
  if (value === '') return field.nullable ? null : undefined;
  return field.fromControl ? field.fromControl(value) : value;
}

/**
 * Somebody else has changed the thing meanwhile: what was touched here stays, the rest becomes what they made of it.
 */
export function rebased(fields: readonly DraftField[], draft: Draft, before: unknown, fresh: unknown): Draft {
  const [old, now] = [draftOf(fields, before), draftOf(fields, fresh)];
  const kept = fields.map(({ path }) => ({ [path]: same(draft[path], old[path]) ? now[path] : draft[path] }));
  return Object.assign({}, ...kept) as Draft; // one property a field
}

/** The server's sentence about this field: `body.name`, or anything inside it, as `body.offices.0.id`. */
export function errorOf(path: string, errors: readonly { path: string; message: string }[]): string | undefined {
  const full = `body.${path}`;
  return errors.find((error) => error.path === full || error.path.startsWith(`${full}.`))?.message;
}

/** What is wrong with fields that the form does not have. */
export function errorsElsewhere(
  fields: readonly DraftField[],
  errors: readonly { path: string; message: string }[],
): string[] {
  return errors
    .filter((error) => fields.every(({ path }) => errorOf(path, [error]) === undefined))
    .map(({ path, message }) => `${path}: ${message}`);
}

export function valueAt(thing: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[name] : undefined,
      thing,
    );
}

function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const inside = (body[first] ?? {}) as Record<string, unknown>; // made here, a moment ago
  body[first] = inside;
  put(inside, rest.join('.'), value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
