import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { serverNow } from '../clock.ts';
import { spanWords } from './span-words.ts';
import { t } from './texts.ts';

const MINUTE_MS = 60_000;

/** How it stands, in words: also whether somebody is late. */
export function statusWords(appointment: Appointment): string {
  const late = lateMinutes(appointment);
  if (late > 0) return t('late_by', { time: spanWords(late) });
  if (appointment.status === 'checked_in' && appointment.ticket_number !== null) {
    return t('in_queue_as', { number: appointment.ticket_number });
  }
  return t(`status_${appointment.status}`);
}

/** Whole minutes since the start of somebody who is not there yet. */
export function lateMinutes({ status, starts_at }: Appointment): number {
  if (status !== 'booked' || starts_at === null) return 0;
  return Math.max(0, Math.floor((serverNow() - Date.parse(starts_at)) / MINUTE_MS));
}

/** The tone in which a block or a word is drawn. */
export function toneOf(appointment: Appointment): 'plain' | 'late' | 'here' | 'done' | 'missed' | 'open' {
  if (lateMinutes(appointment) > 0) return 'late';
  switch (appointment.status) {
    case 'arrived':
    case 'checked_in':
      return 'here';
    case 'no_show':
      return 'missed';
    case 'held':
    case 'offered':
    case 'waitlisted':
      return 'open';
    case 'fulfilled':
    case 'cancelled':
    case 'rescheduled':
    case 'expired':
      return 'done';
    case 'booked':
      return 'plain';
  }
}

export function personWords({ patient_name }: Appointment): string {
  return patient_name ?? t('no_name');
}
