import { z } from 'zod';
import { COUNTER_STATES, ENTRY_CLASSES, QUEUE_STATUSES } from '../../models/vocabulary.ts';

/** A moment on the wire: ISO 8601 in UTC. */
const moment = z.iso.datetime();

const orderKey = {
  /** The queue's own running number of the person, unique in the queue for ever: the key of a board. */
  seq: z.int(),
  lane: z.int(),
  rank: z.int(),
};

const place = {
  ...orderKey,
  ticket_number: z.string(),
  /** The counter's name, while called or in service. */
  counter: z.string().nullable(),
  called_at: moment.nullable(),
  call_seq: z.int().nullable(),
  recalls: z.int(),
  /** Called: when the person counts as missed. Missed: until when the person may return. */
  until: moment.nullable(),
};

/** What everybody in the room may see of a person: a number and a place. No personal word. */
export const publicEntry = z.object({ ...place, status: z.enum(['waiting', 'called', 'serving', 'no_show']) });
export type PublicEntry = z.infer<typeof publicEntry>;

/** What staff see of a person. */
export const staffEntry = z.object({
  ...place,
  id: z.uuid(),
  status: z.enum(['waiting', 'called', 'serving', 'parked', 'no_show']),
  counter_id: z.uuid().nullable(),
  class: z.enum(ENTRY_CLASSES),
  patient_name: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  language: z.string().nullable(),
  party_size: z.int(),
  joined_at: moment,
  due_at: moment,
  /** Since when in the present status. */
  since: moment,
  snoozes: z.int(),
  /** Called, and has said on the phone to be on the way. */
  coming: z.boolean(),
});
export type StaffEntry = z.infer<typeof staffEntry>;

const queueFields = {
  name: z.string(),
  prefix: z.string(),
  office_id: z.uuid(),
  time_zone: z.string(),
  status: z.enum(QUEUE_STATUSES),
  reason: z.string().nullable(),
  until: moment.nullable(),
};

export const publicQueue = z.object({
  ...queueFields,
  /** Counters that call from this queue now. */
  counters: z.array(z.object({ name: z.string(), state: z.enum(COUNTER_STATES) })),
});
export type PublicQueue = z.infer<typeof publicQueue>;

export const staffQueue = z.object({
  ...queueFields,
  capacity: z.int().nullable(),
  /** Whether finishing needs an outcome. */
  outcome_required: z.boolean(),
  counters: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      state: z.enum(COUNTER_STATES),
      reason: z.string().nullable(),
      until: moment.nullable(),
      user_id: z.uuid().nullable(),
    }),
  ),
});
export type StaffQueue = z.infer<typeof staffQueue>;

const head = {
  queue_id: z.uuid(),
  /** Random; a new one means that the history was rewound and versions cannot be compared. */
  epoch: z.string(),
  version: z.int(),
};

/** A queue as an audience may see it, at one version. Entries in calling order. */
export const publicBoard = z.object({ ...head, at: moment, queue: publicQueue, entries: z.array(publicEntry) });
export type PublicBoard = z.infer<typeof publicBoard>;

export const staffBoard = z.object({ ...head, at: moment, queue: staffQueue, entries: z.array(staffEntry) });
export type StaffBoard = z.infer<typeof staffBoard>;

/** What a board must have for the law "board + change = board" to be stated for both audiences. */
export type BoardOf<Q, E extends { seq: number; lane: number; rank: number }> = {
  queue_id: string;
  epoch: string;
  version: number;
  at: string;
  queue: Q;
  entries: E[];
};
export type Board = PublicBoard | StaffBoard;
