import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { serverNow } from '../../shared/clock.ts';
import { dayAt, daysBetween } from '../local-days.ts';
import { t } from '../texts.ts';

type Tone = 'plain' | 'good' | 'warn';
export type State = { title: string; text: string | null; tone: Tone };

/** How the matter stands, in words. */
export function stateOf(booking: Booking, fresh: boolean): State {
  const { status, starts_at, may } = booking;
  switch (status) {
    case 'booked':
      return {
        title: fresh ? t('is_booked') : whenInWords(starts_at ?? '', booking.time_zone),
        text: fresh ? t('is_booked_text') : null,
        tone: 'good',
      };
    case 'arrived':
      return { title: t('is_here'), text: t('is_here_text'), tone: 'good' };
    case 'checked_in':
      return { title: t('is_checked_in'), text: t('is_checked_in_text'), tone: 'good' };
    case 'fulfilled':
      return { title: t('is_over'), text: t('is_over_text'), tone: 'good' };
    case 'waitlisted':
      return { title: t('is_waiting'), text: t('is_waiting_text'), tone: 'plain' };
    case 'offered':
      return { title: t('is_offered'), text: t('is_offered_text'), tone: 'good' };
    case 'cancelled':
      return { title: t('is_cancelled'), text: t('is_cancelled_text'), tone: 'plain' };
    case 'no_show':
      return { title: t('is_missed'), text: may.arrive ? t('is_missed_today') : t('is_missed_text'), tone: 'warn' };
    case 'held':
      return { title: t('is_held'), text: t('is_held_text'), tone: 'warn' };
    case 'expired':
    case 'rescheduled':
      return { title: t('is_expired'), text: t('is_expired_text'), tone: 'plain' };
  }
}

function whenInWords(startsAt: string, timeZone: string): string {
  const days = daysBetween(dayAt(serverNow(), timeZone), dayAt(startsAt, timeZone));
  if (days < 0) return t('was_booked');
  if (days === 0) return t('is_today');
  return days === 1 ? t('is_tomorrow') : t('is_in_days', { count: days });
}
