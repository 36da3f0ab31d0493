import type { Request } from 'express';

/** Read by hand: Express gives no 304 to a browser that was told to keep nothing, and such a one may still know what it shows. */
export function knownTags(request: Request): string[] {
  const tags = request.get('If-None-Match')?.split(',') ?? [];
  return tags.map((tag) => /^(?:W\/)?"(.*)"$/.exec(tag.trim())?.[1]).filter((tag) => tag !== undefined);
}
