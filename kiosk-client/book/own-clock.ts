import { localAt } from './local-days.ts';

/** The zone of this telephone, where its clock shows something else at that moment than the clock on the office's wall. */
export function otherZone(moment: string, officeZone: string, ownZone = ownTimeZone()): string | null {
  // Zones of different names may show the same time.
  return localAt(moment, officeZone) === localAt(moment, ownZone) ? null : ownZone;
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
