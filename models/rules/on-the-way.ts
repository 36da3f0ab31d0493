import type { EntryStatus } from '../vocabulary.ts';

type Answered = { status: EntryStatus; called_at: Date | null; recalled_at: Date | null; coming_at: Date | null };

/** Whether a called person has answered the last announcement: a new call, and a recall, ask anew. */
export function isOnTheWay({ status, called_at, recalled_at, coming_at }: Answered): boolean {
  const announcedAt = recalled_at ?? called_at;
  return status === 'called' && coming_at !== null && announcedAt !== null && coming_at >= announcedAt;
}
