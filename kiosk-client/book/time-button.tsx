import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { t } from './texts.ts';

type Props = {
  slot: Slot;
  timeZone: string;
  /** Where it stands among times of other days. */
  day: string | null;
  busy: boolean;
  kept: boolean;
  onClick: () => void;
};

export function TimeButton({ slot, timeZone, day, busy, kept, onClick }: Props) {
  return (
    <button type="button" class="time" aria-busy={busy} aria-current={kept ? 'true' : undefined} onClick={onClick}>
      {day !== null && <span class="time__day">{day}</span>}
      <bdi class="time__clock number">{formatTime(slot.starts_at, timeZone)}</bdi>
      {slot.seats > 1 && <span class="time__more">{t('seats', { count: slot.seats })}</span>}
      {kept && <span class="time__more">{t('kept_for_you')}</span>}
      {busy && <span class="button__spinner" aria-hidden="true" />}
    </button>
  );
}
