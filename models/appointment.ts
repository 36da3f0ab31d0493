import type { PersonalWords } from './entry.ts';
import type { AppointmentStatus, BookingSource } from './vocabulary.ts';

/**
 * One person's booked time, or the wish for one. A hot path like entries: read and written by prepared statements, not through
 * a model.
 */
export type AppointmentRow = AppointmentWords & {
  id: string;
  /** The first row of the matter: what links, codes and calendars go by. */
  origin_id: string;
  rescheduled_from: string | null;
  /** How often it was moved. */
  sequence: number;
  /** Eight letters and digits, for the entrance. */
  code: string;
  /** Goes up with every move; a timer or a job that carries an old one does nothing. */
  version: number;
  status: AppointmentStatus;
  status_at: Date;
  timer_at: Date | null;
  service_id: string;
  office_id: string;
  provider_id: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  busy_from: Date | null;
  busy_until: Date | null;
  seat: number;
  capacity: number;
  overbooked: boolean;
  series_id: string | null;
  series_on: string | null;
  wanted_from: string | null;
  wanted_until: string | null;
  wanted_from_time: string | null;
  wanted_until_time: string | null;
  any_provider: boolean;
  refused: Date[];
  backfilled: boolean;
  source: BookingSource;
  language: string | null;
  person_key: string | null;
  reminders: boolean;
  reason: string | null;
  created_at: Date;
  closed_at: Date | null;
};

/** What is known of the person. Sealed where it is kept. */
export type AppointmentWords = PersonalWords & {
  /** YYYY-MM-DD. */
  birth_date: string | null;
};

/** As it was read. */
export type StoredAppointment = Omit<AppointmentRow, keyof AppointmentWords> & { personal: Buffer | null };

/** `SELECT` list of a StoredAppointment, for a query that names the appointments `a`. */
export const APPOINTMENT_COLUMNS = `a.id, a.origin_id, a.rescheduled_from, a.sequence, a.code, a.version, a.status, a.status_at, a.timer_at,
  a.service_id, a.office_id, a.provider_id, a.starts_at, a.ends_at, a.busy_from, a.busy_until, a.seat, a.capacity, a.overbooked, a.series_id,
  a.series_on, a.wanted_from, a.wanted_until, a.wanted_from_time, a.wanted_until_time, a.any_provider, a.refused, a.backfilled, a.source, a.language,
  a.person_key, a.reminders, a.reason, a.created_at, a.closed_at, a.personal`;
