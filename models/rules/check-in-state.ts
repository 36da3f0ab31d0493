import type { AppointmentStatus, CheckInState } from '../vocabulary.ts';

export type AtTheEntrance = {
  status: AppointmentStatus;
  isThisOffice: boolean;
  /** Local days of the office, YYYY-MM-DD. */
  day: string;
  today: string;
  /** From when one may check in. */
  opensAt: Date;
  now: Date;
};

/** How somebody stands who comes with an appointment; null for what is no appointment yet, or not any more under this code. */
export function checkInState({ status, isThisOffice, day, today, opensAt, now }: AtTheEntrance): CheckInState | null {
  switch (status) {
    case 'held':
    case 'offered':
    case 'waitlisted':
    case 'rescheduled':
    case 'expired':
      return null;
    case 'cancelled':
      return 'cancelled';
    case 'fulfilled':
      return 'over';
    case 'checked_in':
      return 'checked_in';
    case 'booked':
    case 'arrived':
    case 'no_show':
      // Days in this form sort by themselves.
      if (day < today) return 'over';
      if (!isThisOffice) return 'another_office';
      if (day > today) return 'another_day';
      return now < opensAt ? 'too_early' : 'ready';
  }
}
