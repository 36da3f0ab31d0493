/** A UUID as it stands inside our tokens: 22 characters of base64url. */
export function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The UUID again, or null when it was none. Only the one spelling that `shortId` writes is taken. */
export function uuidFromShortId(short: string): string | null {
  const bytes = Buffer.from(short, 'base64url');
  if (bytes.length !== 16 || bytes.toString('base64url') !== short) return null;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
