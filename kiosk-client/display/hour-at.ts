/** 0 to 23, on the clock of the time zone. */
export function hourAt(moment: number, timeZone: string): number {
  const written = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone }).format(moment);
  // Chromium before 80 calls midnight 24.
  return Number(written) % 24;
}
