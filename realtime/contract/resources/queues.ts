import { z } from 'zod';
import { LANGUAGES, QUEUE_STATUSES } from '../../../models/vocabulary.ts';
import { name, stamped } from './words.ts';

/** How a queue calls. Minutes and counts; what is left out keeps its default. */
export const queuePolicy = z.strictObject({
  walk_in_target: z.int().min(0).max(1440).default(45),
  appointment_target: z.int().min(0).max(1440).default(15),
  late_after: z.int().min(0).max(1440).default(15),
  /** Minutes after a call until it counts as missed; null: only staff decide. */
  grace: z.int().min(1).max(240).nullable().default(null),
  /** Minutes within which somebody who missed the call may return. */
  restore: z.int().min(1).max(1440).default(60),
  recall_limit: z.int().min(0).max(20).default(3),
  /** Seconds between two announcements of one person. */
  recall_pause: z.int().min(0).max(600).default(10),
  /** How often a patient may let others go first, and how many go first. */
  snooze_limit: z.int().min(0).max(20).default(2),
  fair_behind: z.int().min(1).max(50).default(3),
  /** How often a patient may come back after a call without asking the staff; 0: never. */
  return_limit: z.int().min(0).max(20).default(1),
  one_per_person: z.boolean().default(true),
  outcome_required: z.boolean().default(false),
  /** Whoever is still there at the office's local midnight is cancelled; off for queues that work through the night. */
  close_of_day: z.boolean().default(true),
});
export type QueuePolicy = z.infer<typeof queuePolicy>;

/** Some of it. Without the defaults, which would put back what a change leaves out. */
const somePolicy = z
  .strictObject({
    walk_in_target: queuePolicy.shape.walk_in_target.unwrap(),
    appointment_target: queuePolicy.shape.appointment_target.unwrap(),
    late_after: queuePolicy.shape.late_after.unwrap(),
    grace: queuePolicy.shape.grace.unwrap(),
    restore: queuePolicy.shape.restore.unwrap(),
    recall_limit: queuePolicy.shape.recall_limit.unwrap(),
    recall_pause: queuePolicy.shape.recall_pause.unwrap(),
    snooze_limit: queuePolicy.shape.snooze_limit.unwrap(),
    fair_behind: queuePolicy.shape.fair_behind.unwrap(),
    return_limit: queuePolicy.shape.return_limit.unwrap(),
    one_per_person: queuePolicy.shape.one_per_person.unwrap(),
    outcome_required: queuePolicy.shape.outcome_required.unwrap(),
    close_of_day: queuePolicy.shape.close_of_day.unwrap(),
  })
  .partial();

/** What people read who choose among queues, in each language that has words of its own. */
export const queueTexts = z.partialRecord(
  z.enum(LANGUAGES),
  z.strictObject({
    name: name.nullable().optional(),
    description: z.string().trim().max(200).nullable().optional(),
  }),
);
export type QueueTexts = z.infer<typeof queueTexts>;

const prefix = z.string().regex(/^[A-Z]{1,3}$/, 'one to three capital letters');
export const createQueue = z.strictObject({
  name,
  prefix,
  office_id: z.uuid(),
  provider_id: z.uuid().nullable().optional(),
  service_id: z.uuid().nullable().optional(),
  capacity: z.int().min(1).max(100_000).nullable().optional(),
  public_join: z.boolean().optional(),
  policy: somePolicy.optional(),
  texts: queueTexts.optional(),
});
export const changeQueue = z.strictObject({
  name: name.optional(),
  provider_id: z.uuid().nullable().optional(),
  service_id: z.uuid().nullable().optional(),
  capacity: z.int().min(1).max(100_000).nullable().optional(),
  public_join: z.boolean().optional(),
  policy: somePolicy.optional(),
  texts: queueTexts.optional(),
  active: z.boolean().optional(),
});
export const queue = z.object({
  ...stamped,
  name: z.string(),
  prefix: z.string(),
  office_id: z.uuid(),
  provider_id: z.uuid().nullable(),
  service_id: z.uuid().nullable(),
  status: z.enum(QUEUE_STATUSES),
  status_reason: z.string().nullable(),
  status_until: z.iso.datetime().nullable(),
  capacity: z.int().nullable(),
  public_join: z.boolean(),
  policy: queuePolicy,
  texts: queueTexts,
});
export type Queue = z.infer<typeof queue>;
