import { z } from 'zod';
import { EVENT_TYPES } from '../../models/vocabulary.ts';
import { publicEntry, publicQueue, staffEntry, staffQueue } from './board.ts';

/** In milliseconds after the frame's `at`. As a text it is the moment itself. */
const moment = z.union([z.int(), z.iso.datetime()]);

const packedPlace = publicEntry
  .partial({ lane: true, counter: true, call_seq: true, recalls: true, status: true })
  .extend({ called_at: moment.nullable().optional(), until: moment.nullable().optional() });

const packedPerson = staffEntry
  .partial({ lane: true, counter: true, call_seq: true, recalls: true, status: true })
  .partial({ counter_id: true, class: true, patient_name: true, phone: true, note: true, language: true })
  .partial({ party_size: true, snoozes: true, coming: true })
  .extend({ called_at: moment.nullable().optional(), until: moment.nullable().optional() })
  .extend({ joined_at: moment, due_at: moment, since: moment });

/** `[type, seq, ticket_number, counter]`. What is left out at the end is as `set` says of that seq, and null where it says nothing. */
const packedEvent = z.union([
  z.tuple([z.enum(EVENT_TYPES)]),
  z.tuple([z.enum(EVENT_TYPES), z.int()]),
  z.tuple([z.enum(EVENT_TYPES), z.int().nullable(), z.string().nullable()]),
  z.tuple([z.enum(EVENT_TYPES), z.int().nullable(), z.string().nullable(), z.string().nullable()]),
]);

const envelope = {
  queue_id: z.uuid(),
  epoch: z.string(),
  /** The change applies to a board of this version; left out: of the one before `version`. */
  after: z.int().optional(),
  version: z.int(),
  /** In milliseconds since 1970. */
  at: z.union([z.int(), z.iso.datetime()]),
  /** Left out when empty, these three. */
  events: z.array(packedEvent).optional(),
  removed: z.array(z.int()).optional(),
  /** Somebody follows this change to the screens, and a display says when it has drawn it. */
  traced: z.literal(true).optional(),
};

/**
 * A change as `queue:changed` carries it to a whole room: what goes without saying is left out (pack-change.ts), for it is paid
 * for once on every phone. Everywhere else a change is written out.
 */
export const packedChange = z.union([
  z.object({ ...envelope, set: z.array(packedPerson).optional(), queue: staffQueue.optional() }),
  z.object({ ...envelope, set: z.array(packedPlace).optional(), queue: publicQueue.optional() }),
]);
export type PackedChange = z.infer<typeof packedChange>;
