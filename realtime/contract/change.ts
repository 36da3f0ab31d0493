import { z } from 'zod';
import { EVENT_TYPES } from '../../models/vocabulary.ts';
import { publicEntry, publicQueue, staffEntry, staffQueue } from './board.ts';

/** What happened, for chime, voice and undo: a number and a counter, no personal word, the same for both audiences. */
export const boardEvent = z.object({
  type: z.enum(EVENT_TYPES),
  seq: z.int().nullable(),
  ticket_number: z.string().nullable(),
  counter: z.string().nullable(),
});
export type BoardEvent = z.infer<typeof boardEvent>;

const envelope = {
  queue_id: z.uuid(),
  epoch: z.string(),
  /** The change applies to a board of exactly this version ... */
  prev: z.int(),
  /** ... and makes it this one. */
  version: z.int(),
  at: z.iso.datetime(),
  events: z.array(boardEvent),
  /** Seqs that are no longer on the board. */
  removed: z.array(z.int()),
};

export const publicChange = z.object({ ...envelope, set: z.array(publicEntry), queue: publicQueue.optional() });
export type PublicChange = z.infer<typeof publicChange>;

export const staffChange = z.object({ ...envelope, set: z.array(staffEntry), queue: staffQueue.optional() });
export type StaffChange = z.infer<typeof staffChange>;

export type ChangeOf<Q, E> = {
  queue_id: string;
  epoch: string;
  prev: number;
  version: number;
  at: string;
  events: BoardEvent[];
  set: E[];
  removed: number[];
  queue?: Q | undefined;
};
export type Change = PublicChange | StaffChange;

/** One committed change of one queue, as both audiences will hear it. What a command hands to the publisher. */
export type CommittedChange = { organization_id: string; public: PublicChange; staff: StaffChange };
