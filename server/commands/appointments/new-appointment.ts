import { v7 as uuidv7 } from 'uuid';
import type { AppointmentRow } from '../../../models/appointment.ts';
import type { AppointmentMove, AppointmentStatus, BookingSource } from '../../../models/vocabulary.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';
import { bookingCode } from './booking-code.ts';
import { insertAppointment } from './insert-appointment.ts';
import { personIsBusy } from './person-limits.ts';

/** What has to be said of a new appointment; the rest is as nobody said anything. */
export type Said = Partial<AppointmentRow> & Pick<AppointmentRow, 'service_id' | 'office_id'>;

/** The row of somebody who has just come. */
export function newAppointment(tx: Writing, status: AppointmentStatus, said: Said): AppointmentRow {
  const id = uuidv7();
  return {
    id,
    origin_id: id,
    rescheduled_from: null,
    sequence: 0,
    code: bookingCode(),
    version: 1,
    status,
    status_at: tx.now,
    timer_at: null,
    provider_id: null,
    starts_at: null,
    ends_at: null,
    busy_from: null,
    busy_until: null,
    seat: 0,
    capacity: 1,
    overbooked: false,
    series_id: null,
    series_on: null,
    wanted_from: null,
    wanted_until: null,
    wanted_from_time: null,
    wanted_until_time: null,
    any_provider: false,
    refused: [],
    backfilled: false,
    source: sourceOf(tx),
    language: null,
    person_key: null,
    patient_name: null,
    phone: null,
    email: null,
    note: null,
    birth_date: null,
    reminders: true,
    reason: null,
    created_at: tx.now,
    closed_at: null,
    ...said,
  };
}

/**
 * Writes it down, unless the database finds that it overlaps something.
 * @throws Refusal `person_busy`, `slot_taken`
 */
export async function begin(tx: Writing, move: AppointmentMove, row: AppointmentRow): Promise<AppointmentRow> {
  if (await insertAppointment(tx, row, move)) return row;
  throw new Refusal((await personIsBusy(tx, row)) ? 'person_busy' : 'slot_taken');
}

export function sourceOf({ actor }: Pick<Writing, 'actor'>): BookingSource {
  if (actor.kind === 'public' || actor.kind === 'booking') return 'online';
  return actor.kind === 'api_key' ? 'api' : 'staff';
}
