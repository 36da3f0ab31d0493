import { z } from 'zod';
import { PRIORITIES, type Placement } from '../../models/vocabulary.ts';
import { publicEntry } from './board.ts';

/** The bodies of what staff, kiosks and patients ask for. Unknown fields are refused, so that a typing mistake is not lost silently. */

const name = z.string().trim().min(1).max(120);
const reason = z.string().trim().min(1).max(200);

export const joinQueue = z.strictObject({
  patient_name: name.optional(),
  /** With a country code; without one, its digits as they are. */
  phone: z.string().trim().min(3).max(40).optional(),
  email: z.email().max(254).optional(),
  /** BCP 47, as `de` or `pt-BR`: what the person is addressed in. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional(),
  priority: z.enum(PRIORITIES).optional(),
  party_size: z.int().min(1).max(50).optional(),
  note: z.string().trim().max(500).optional(),
});
export type JoinQueue = z.infer<typeof joinQueue>;

export const callNext = z.strictObject({ counter_id: z.uuid() });
export const callEntry = z.strictObject({ counter_id: z.uuid(), reason });
export const finishEntry = z.strictObject({ outcome: z.string().trim().min(1).max(80).optional() });
export const returnEntry = z.strictObject({ placement: z.enum(['first', 'last', 'fair']).optional() });
export const resumeEntry = z.strictObject({ counter_id: z.uuid().optional() });
export const transferEntry = z.strictObject({
  queue_id: z.uuid(),
  placement: z.enum(['first', 'last', 'keep'] satisfies Placement[]).optional(),
});
/** `position` counts from 1 among those who wait. */
export const moveEntry = z.strictObject({ position: z.int().min(1).max(10_000), reason });
/** Empty takes the note away. */
export const noteEntry = z.strictObject({ note: z.string().trim().max(500) });
export const cancelEntry = z.strictObject({ reason });
export const pauseQueue = z.strictObject({ reason, until: z.iso.datetime({ offset: true }).optional() });
export const openSession = z.strictObject({
  queue_ids: z.array(z.uuid()).min(1).max(20),
  state: z.enum(['open', 'paused']).optional(),
  reason: reason.optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type OpenSession = z.infer<typeof openSession>;

/** How long: minutes within which 20, 50 and 80 of 100 futures end; null below about 30 finished services. */
export const wait = z.object({ p20: z.int(), p50: z.int(), p80: z.int() });
export type Wait = z.infer<typeof wait>;

/** An entry as staff see it in an answer. */
export const entry = z.object({
  id: z.uuid(),
  queue_id: z.uuid(),
  seq: z.int(),
  ticket_number: z.string(),
  status: z.string(),
  /** 1 = next; null unless waiting. */
  position: z.int().nullable(),
  wait: wait.nullable(),
  counter_id: z.uuid().nullable(),
  counter: z.string().nullable(),
  call_seq: z.int().nullable(),
  patient_name: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  language: z.string().nullable(),
  party_size: z.int(),
  joined_at: z.iso.datetime(),
  due_at: z.iso.datetime(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  recalls: z.int(),
  snoozes: z.int(),
  /** The entry that a transfer began elsewhere, or that this one came from. */
  transferred_from: z.uuid().nullable(),
});
export type Entry = z.infer<typeof entry>;

export const joined = z.object({ entry, tracking_token: z.string(), tracking_url: z.string() });
export type Joined = z.infer<typeof joined>;

export const called = z.object({ entry, call_seq: z.int() });
export type Called = z.infer<typeof called>;

export const moved = z.object({ entry });
export const transferred = z.object({ entry, transferred_to: entry });

/** What the patient's own link shows: number, place, range, counter. No name. */
export const tracked = z.object({
  queue_id: z.uuid(),
  queue: z.string(),
  office: z.string(),
  seq: z.int(),
  ticket_number: z.string(),
  status: z.string(),
  position: z.int().nullable(),
  wait: wait.nullable(),
  counter: z.string().nullable(),
  /** The number of the last call. */
  call_seq: z.int().nullable(),
  /** How often it was announced again. */
  recalls: z.int(),
  /** Whether the person has answered that: they are on their way. */
  coming: z.boolean(),
  until: z.iso.datetime().nullable(),
  snoozes_left: z.int(),
  /** How often the person may still return without asking the staff; 0 unless called or missed. */
  returns_left: z.int(),
  /** What the ticket was taken in. */
  language: z.string().nullable(),
  /** The board's version that this answer is as of. */
  epoch: z.string(),
  version: z.int(),
  /** After a transfer: the token of the entry that goes on elsewhere. */
  next_token: z.string().nullable(),
});
export type Tracked = z.infer<typeof tracked>;

export const why = z.object({
  entry_id: z.uuid(),
  ticket_number: z.string(),
  sentence: z.string(),
  /** The sentence in parts, for those who say it in another language. */
  cause: z.enum(['not_called', 'picked_by_hand', 'urgent', 'nobody_else', 'due_first']),
  counter: z.string().nullable(),
  reason: z.string().nullable(),
  call_seq: z.int().nullable(),
  policy: z.record(z.string(), z.unknown()),
  /** The first few in calling order at the moment of the call, with their keys. */
  candidates: z.array(publicEntry.pick({ seq: true, ticket_number: true, lane: true, rank: true })),
});
export type Why = z.infer<typeof why>;
