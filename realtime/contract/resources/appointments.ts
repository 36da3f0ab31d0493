import { z } from 'zod';
import {
  APPOINTMENT_STATUSES,
  BOOKING_SOURCES,
  MESSAGE_CHANNELS,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  SERIES_SCOPES,
} from '../../../models/vocabulary.ts';
import { name } from './words.ts';

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
/** Beyond these neither calendars nor the database know what to do. */
const [EARLIEST, LATEST] = [Date.UTC(2000, 0, 1), Date.UTC(2200, 0, 1)];
const moment = z.iso
  .datetime({ offset: true })
  .refine((said) => EARLIEST <= Date.parse(said) && Date.parse(said) < LATEST, 'must be between 2000 and 2199');
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as 09:30');

/** Who comes. Online a name and a phone or an e-mail address are needed; staff may know less. */
const person = {
  patient_name: name.optional(),
  phone: z.string().trim().min(3).max(40).optional(),
  email: z.email().max(254).optional(),
  birth_date: z.iso.date().optional(),
  language: language.optional(),
  note: z.string().trim().max(500).optional(),
  reminders: z.boolean().optional().meta({ description: 'Whether the person wants to be reminded; by default yes.' }),
};

/** A start that was read from the slots. Without a provider: whoever has the least to do on that day. */
const wantedSlot = {
  service_id: z.uuid(),
  office_id: z.uuid(),
  provider_id: z.uuid().nullable().optional(),
  starts_at: moment,
};

export const holdSlot = z.strictObject(wantedSlot);

/** `hold_token`: what was held before. Otherwise the slot itself. */
export const bookAppointment = z.union([
  z.strictObject({ hold_token: z.string(), ...person }),
  z.strictObject({
    ...wantedSlot,
    ...person,
    overbook: z
      .boolean()
      .optional()
      .meta({ description: 'Beside what is there, and outside the hours; for those who may.' }),
  }),
]);

/** RFC 5545: FREQ=WEEKLY;COUNT=6. At most 52 times within a year. */
export const bookSeries = z.strictObject({
  ...wantedSlot,
  ...person,
  rule: z.string().trim().min(6).max(300),
  conflicts: z
    .enum(['refuse', 'skip'])
    .optional()
    .meta({ description: 'Where a time is not free: book nothing (default), or all the others.' }),
});

export const moveAppointment = z.strictObject({
  starts_at: moment,
  provider_id: z.uuid().nullable().optional().meta({ description: 'Left out: the same.' }),
  office_id: z.uuid().optional(),
  scope: z.enum(SERIES_SCOPES).optional(),
  overbook: z.boolean().optional(),
});
export const cancelAppointment = z.strictObject({
  scope: z.enum(SERIES_SCOPES).optional(),
  reason: z.string().trim().min(1).max(200).optional(),
});

export const joinWaitlist = z.strictObject({
  service_id: z.uuid(),
  office_id: z.uuid(),
  provider_id: z.uuid().nullable().optional(),
  wanted_from: z.iso.date(),
  wanted_until: z.iso.date(),
  wanted_from_time: clock.nullable().optional(),
  wanted_until_time: clock.nullable().optional(),
  ...person,
});
export type JoinWaitlist = z.infer<typeof joinWaitlist>;

/** Here by the word of the entrance's code, by where the telephone is, or by mere word (then staff look). */
export const arriveAtOffice = z.strictObject({
  premises_code: z.string().trim().max(12).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  /** Metres within which the position is right. */
  accuracy: z.number().min(0).max(100_000).optional(),
});

/** At the kiosk: the code of the confirmation, what its QR code says, or name and date of birth where the organization allows it. */
export const checkInAtKiosk = z.union([
  z.strictObject({ code: z.string().trim().min(4).max(120) }),
  z.strictObject({ patient_name: name, birth_date: z.iso.date() }),
]);

const place = {
  id: z.uuid(),
  code: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  service_id: z.uuid(),
  service: z.string(),
  office_id: z.uuid(),
  office: z.string(),
  time_zone: z.string(),
  provider_id: z.uuid().nullable(),
  provider: z.string().nullable(),
  starts_at: z.iso.datetime().nullable(),
  ends_at: z.iso.datetime().nullable(),
  /** When a hold or an offer ends. */
  expires_at: z.iso.datetime().nullable(),
};

/** As staff see it. */
export const appointment = z.object({
  ...place,
  origin_id: z.uuid(),
  rescheduled_from: z.uuid().nullable(),
  sequence: z.int(),
  version: z.int(),
  seat: z.int(),
  capacity: z.int(),
  overbooked: z.boolean(),
  backfilled: z.boolean(),
  series_id: z.uuid().nullable(),
  source: z.enum(BOOKING_SOURCES),
  patient_name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  birth_date: z.string().nullable(),
  note: z.string().nullable(),
  language: z.string().nullable(),
  reminders: z.boolean(),
  reason: z.string().nullable(),
  wanted: z
    .object({
      from: z.iso.date(),
      until: z.iso.date(),
      from_time: z.string().nullable(),
      until_time: z.string().nullable(),
    })
    .nullable(),
  /** What it became at check-in. */
  entry_id: z.uuid().nullable(),
  ticket_number: z.string().nullable(),
  created_at: z.iso.datetime(),
  status_at: z.iso.datetime(),
});
export type Appointment = z.infer<typeof appointment>;

/** As the link's holder sees it: nothing that was not told to the person, and no word of others. */
export const booking = z.object({
  ...place,
  patient_name: z.string().nullable(),
  address: z.string().nullable(),
  duration_minutes: z.int(),
  reminders: z.boolean(),
  series: z.boolean(),
  wanted: appointment.shape.wanted,
  /** What the holder may do now. */
  may: z.object({
    move: z.boolean(),
    cancel: z.boolean(),
    arrive: z.boolean(),
    answer_offer: z.boolean(),
  }),
  /** Until when it may be moved or cancelled here. */
  change_until: z.iso.datetime().nullable(),
  /** From when one may check in. */
  check_in_from: z.iso.datetime().nullable(),
  /** Whether the office knows where it is, so that a telephone can tell that it is there. */
  locatable: z.boolean(),
  /** The place in the queue, after check-in. */
  tracking_url: z.string().nullable(),
  ticket_number: z.string().nullable(),
});
export type Booking = z.infer<typeof booking>;

export const held = z.object({ appointment: booking, hold_token: z.string() });
export const booked = z.object({ appointment: booking, booking_token: z.string(), booking_url: z.string() });
export type Booked = z.infer<typeof booked>;
export const bookedSeries = z.object({
  series_id: z.uuid(),
  booked: z.array(booked),
  skipped: z.array(z.object({ starts_at: z.iso.datetime(), code: z.string() })),
});

export const checkedIn = z.object({
  appointment: booking,
  entry: z.object({ id: z.uuid(), ticket_number: z.string(), queue_id: z.uuid(), position: z.int().nullable() }),
  tracking_token: z.string(),
  tracking_url: z.string(),
});
export type CheckedIn = z.infer<typeof checkedIn>;

/** One person's telling: what was sent, where it stands. */
export const appointmentMessage = z.object({
  id: z.uuid(),
  kind: z.enum(MESSAGE_KINDS),
  channel: z.enum(MESSAGE_CHANNELS),
  status: z.enum(MESSAGE_STATUSES),
  at: z.iso.datetime(),
  /** The start that it speaks of; of a reminder, how many minutes before. */
  starts_at: z.iso.datetime(),
  lead: z.int(),
  /** Why it was not sent, or failed. */
  detail: z.string().nullable(),
});
export type AppointmentMessage = z.infer<typeof appointmentMessage>;

export const remindersWanted = z.strictObject({ reminders: z.boolean() });

/** Whoever has the address sees the calendar. It is told once. */
export const sharedCalendar = z.object({ url: z.string() });

/** What freed times were worth. */
export const backfillFigures = z.object({
  waiting: z.int(),
  offers_open: z.int(),
  /** Within the last 30 days. */
  backfilled: z.int(),
  minutes_recovered: z.int(),
});
export type BackfillFigures = z.infer<typeof backfillFigures>;
