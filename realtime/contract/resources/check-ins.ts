import { z } from 'zod';
import { CHECK_IN_STATES } from '../../../models/vocabulary.ts';
import { joined } from '../commands.ts';

/** What a tablet at the entrance shows of an appointment. Others look over one's shoulder: no name but its first letter. */
export const entranceAppointment = z.object({
  state: z.enum(CHECK_IN_STATES),
  starts_at: z.iso.datetime(),
  time_zone: z.string(),
  /** What for and with whom is shown to whoever has the code. A name is known to others, too. */
  service: z.string().nullable(),
  provider: z.string().nullable(),
  office: z.string(),
  initial: z.string().nullable(),
  /** From when one may check in. */
  check_in_from: z.iso.datetime(),
  /** Of whoever is checked in and has lost the slip. */
  ticket_number: z.string().nullable(),
});
export type EntranceAppointment = z.infer<typeof entranceAppointment>;

/** The place in the queue. What staff know of the person stays with them. */
export const entranceCheckIn = joined.extend({
  entry: joined.shape.entry.pick({
    id: true,
    queue_id: true,
    ticket_number: true,
    status: true,
    position: true,
    wait: true,
    joined_at: true,
  }),
});
export type EntranceCheckIn = z.infer<typeof entranceCheckIn>;
