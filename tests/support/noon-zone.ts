/** Where it is noon now, whenever the tests run: what is hours away is today. */
export function noonZone(now = new Date()): string {
  const ahead = 12 - now.getUTCHours();
  // These names count westwards.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
