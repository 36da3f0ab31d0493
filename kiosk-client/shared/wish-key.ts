/** One wish, whose body may be corrected: pressed again it is the same wish, and another body is another one. */
export function wishKey(key: string, body: unknown): string {
  let hash = 0;
  for (const character of JSON.stringify(body)) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  return `${key}-${(hash >>> 0).toString(36)}`;
}
