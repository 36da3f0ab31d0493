import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { formatTime } from '../i18n/format.ts';
import type { Placed } from './place-day.ts';
import { personWords, statusWords, toneOf } from './status-words.ts';
import { t } from './texts.ts';

type Props = {
  placed: Placed;
  /** The first minute that is shown. */
  from: number;
  px: number;
  narrow: boolean;
  stop: boolean;
  dimmed: boolean;
  onGrab: (event: PointerEvent, appointment: Appointment) => unknown;
  onOpen: () => void;
};

/** Room for a second line, and for a third. */
const LINE_PX = 20;

/** Somebody in the calendar. What there is no room for is said to screen readers, and stands behind it. */
export function EventBlock({ placed, from, px, narrow, stop, dimmed, onGrab, onOpen }: Props) {
  const { appointments, lane, lanes } = placed;
  const [appointment] = appointments;
  const time = formatTime(appointment.starts_at ?? 0, appointment.time_zone);
  const isGroup = appointment.capacity > 1;
  const who = isGroup ? appointment.service : personWords(appointment);
  const what = isGroup
    ? t('group_of', { count: appointments.length, seats: appointment.capacity })
    : appointment.service;
  const state = isGroup ? '' : statusWords(appointment);
  const marks = [state, appointment.overbooked ? t('overbooked') : ''].filter((words) => words !== '').join(' · ');
  const lines = Math.floor(((placed.until - placed.from) * px - 6) / LINE_PX);
  const quiet = !isGroup && toneOf(appointment) === 'plain' && !appointment.overbooked;
  const second = narrow && quiet ? time : quiet || lines >= 3 ? what : marks || what;
  const shown = [...(lines >= 2 ? [second] : []), ...(lines >= 3 || (lines < 2 && !quiet) ? [marks] : [])];
  const unsaid = [what, marks].filter((words) => words !== '' && !shown.includes(words));
  return (
    <button
      type="button"
      class={`cal__event cal__event--${isGroup ? 'plain' : toneOf(appointment)}${dimmed ? ' cal__event--dimmed' : ''}`}
      style={{
        '--at': placed.from - from,
        '--lasts': placed.until - placed.from,
        '--lane': lane,
        '--lanes': lanes,
      }}
      tabIndex={stop ? 0 : -1}
      data-appointment={placed.key}
      onPointerDown={(event) => !isGroup && onGrab(event, appointment)}
      onClick={onOpen}
    >
      <span class="cal__line cal__line--first">
        <bdi class={narrow ? 'unseen' : 'cal__at number'}>{time}</bdi>{' '}
        <span class="cal__who" dir="auto">
          {who}
        </span>{' '}
        {lines < 2 && !quiet && <span class="cal__mark">{marks}</span>}
      </span>
      {lines >= 2 && <span class="cal__line cal__line--soft">{second}</span>}
      {lines >= 3 && marks !== '' && <span class="cal__line cal__mark">{marks}</span>}
      {unsaid.length > 0 && <span class="unseen">, {unsaid.join(', ')}</span>}
    </button>
  );
}
