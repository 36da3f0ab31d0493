import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shortId, uuidFromShortId } from '../access/short-id.ts';
import type { Page } from '../queries/page.ts';

/** `/:id` in a path. */
export const byId = z.strictObject({ id: z.uuid() });

const limit = z.coerce.number().int().min(1).max(200).default(50);

/** Opaque to the caller: where the page before ended. */
const cursor = z
  .string()
  .max(64)
  .transform((text, context) => {
    const id = uuidFromShortId(text);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', message: 'must be the next_cursor of an earlier answer' });
    return z.NEVER;
  });

/** Which part of a list. */
export const listQuery = z.strictObject({ limit, cursor: cursor.optional() });

export const active = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A list as it is answered. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}

export function listed<T>({ data, after }: Page<T>): { data: T[]; next_cursor: string | null } {
  return { data, next_cursor: after === null ? null : shortId(after) };
}

/** The ETag of an answer whose words depend on the time, too: the same as long as it says the same. */
export function contentTag(answer: unknown): string {
  return createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 11);
}

/** The ETag of an answer that holds parts with a life of their own, as a provider the names of the offices. `If-Match` reads the revision. */
export function revisionWithContent(answer: { revision: number }): string {
  return `${answer.revision}.${contentTag(answer)}`;
}
