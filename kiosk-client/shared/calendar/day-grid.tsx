import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { APPOINTMENT_LIFECYCLE } from '../../../models/rules/appointment-lifecycle.ts';
import type { AppointmentStatus } from '../../../models/vocabulary.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { formatTime } from '../i18n/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useCalendar, type Wished } from './calendar-context.ts';
import { finestStep, snapped, stepOf, type Column } from './columns.ts';
import { goByArrows, keyOf } from './go-by-arrows.ts';
import { ColumnView } from './column-view.tsx';
import { localOf, momentOf } from './local-time.ts';
import { placeDay, type Placed } from './place-day.ts';
import { t } from './texts.ts';
import { useColumnsThatFit } from './use-columns-that-fit.ts';
import { useDrag } from './use-drag.ts';
import { useNow } from './use-now.ts';

type Props = {
  columns: readonly (Column & { title: string; about: string | null })[];
  appointments: readonly Appointment[];
};

/** As many pixels as a finger needs for the shortest appointment that there is. */
const SMALLEST_PX = 26;
const HOUR_PX = { least: 92, most: 200 };
/** So many columns leave no room for a time beside a name. */
const NARROW_FROM = 4;
/** Who should have come in the last hour is still of interest. */
const LOOKED_BACK = 60;
const USUAL_DAY = { from: 8 * 60, until: 18 * 60 };

/** Columns side by side against the clock of the office. What does not fit beside each other is turned to. */
export function DayGrid({ columns: all, appointments }: Props) {
  const { catalogue, office, may, open } = useCalendar();
  const now = localOf(useNow(), office.time_zone);
  const frame = useRef<HTMLDivElement>(null);
  const { first, count, turn } = useColumnsThatFit(frame, all.length, Math.max(0, indexOfToday(all, now.day)));
  const columns = all.slice(first, first + count);
  const shortest = Math.min(30, ...catalogue.services.map(({ duration_minutes }) => duration_minutes));
  const hourPx = Math.max(HOUR_PX.least, Math.min(HOUR_PX.most, (60 / shortest) * SMALLEST_PX));
  const px = hourPx / 60;
  const placed = useMemo(
    () =>
      all.map(({ providerId, day }) =>
        placeDay(
          appointments.filter(
            ({ provider_id, starts_at }) =>
              provider_id === providerId && starts_at !== null && localOf(starts_at, office.time_zone).day === day,
          ),
          { day, timeZone: office.time_zone, shortest: Math.ceil(SMALLEST_PX / px) },
        ),
      ),
    [all, appointments, office, px],
  );
  const shown = hoursShown(all, placed);
  const body = useRef<HTMLDivElement>(null);
  const columnAt = (key: string) => columns.find((column) => column.key === key);
  const mayMove = may('appointment.change');

  const drag = useDrag({
    body,
    snap: (key, y, appointment) => {
      const column = columnAt(key);
      const service = catalogue.services.find(({ id }) => id === appointment.service_id);
      const step = service ? stepOf(service) : finestStep(catalogue, column?.providerId ?? '');
      return column ? snapped(shown.from + y / px, column, step) : 0;
    },
    onDrop: (appointment, { key, minutes }) => {
      const column = columnAt(key);
      if (column) open({ kind: 'move', appointment, to: wished(column, minutes) });
    },
  });

  function wished({ providerId, day }: Column, minutes: number): Wished {
    return { providerId, startsAt: new Date(momentOf({ day, minutes }, office.time_zone)).toISOString() };
  }

  const begins = indexOfToday(all, now.day) < 0 ? shown.from : now.minutes - LOOKED_BACK;
  useScrolled(body, (begins - shown.from) * px, `${all.map(({ key }) => key).join()} ${shown.from}`);
  const [current, setCurrent] = useState<string | null>(null);
  const blocks = placed.slice(first, first + count).reduce<readonly Placed[]>((some, more) => some.concat(more), []);
  // One stop of the Tab key for all of them; the arrows go on from there.
  const stop = blocks.some(({ key }) => key === current) ? current : (blocks[0]?.key ?? null);

  function moveByKeys(key: string, sideways: number, steps: number): void {
    const appointment = blocks.find((block) => block.key === key)?.appointments[0];
    const to = appointment && movedBy(appointment, sideways, steps);
    if (appointment && to && mayMove && mayBeMoved(appointment)) open({ kind: 'move', appointment, to });
  }

  /** One column or one step of the grid farther, for whoever moves without a mouse. */
  function movedBy(appointment: Appointment, sideways: number, steps: number): Wished | null {
    const local = localOf(appointment.starts_at ?? 0, office.time_zone);
    const here = all.findIndex(({ providerId, day }) => providerId === appointment.provider_id && day === local.day);
    const column = all[here + sideways];
    const service = catalogue.services.find(({ id }) => id === appointment.service_id);
    if (here < 0 || !column || !service) return null;
    return wished(column, snapped(local.minutes + steps * stepOf(service), column, stepOf(service)));
  }

  return (
    <div class="cal" ref={frame}>
      {count < all.length && (
        <div class="cal__turn">
          <button type="button" class="button button--quiet" disabled={first === 0} onClick={() => turn(-1)}>
            <Icon name="back" /> <span>{t('columns_before')}</span>
          </button>
          <button
            type="button"
            class="button button--quiet"
            disabled={first + count >= all.length}
            onClick={() => turn(1)}
          >
            <span>{t('columns_after')}</span> <Icon name="forward" />
          </button>
        </div>
      )}
      <div class="cal__heads" style={{ '--columns': columns.length }}>
        <span />
        {columns.map(({ key, day, title, about, closedBy }) => (
          <h3
            key={key}
            class={day === now.day && all[0]?.day !== all[1]?.day ? 'cal__head cal__head--today' : 'cal__head'}
          >
            <span class="cal__title">{title}</span>
            {(closedBy ?? about) !== null && <span class="cal__about">{closedBy ?? about}</span>}
          </h3>
        ))}
      </div>
      <div
        ref={body}
        class="cal__body"
        style={{ '--columns': columns.length, '--px': `${px}px`, '--hours': (shown.until - shown.from) / 60 }}
        onKeyDown={(event) => goByArrows(event, moveByKeys)}
        onFocusIn={({ target }) => setCurrent(keyOf(target))}
      >
        <div class="cal__times" aria-hidden="true">
          {hoursBetween(shown).map((minutes) => (
            <span key={minutes} class="cal__time number" style={{ '--at': minutes - shown.from }}>
              {formatTime(minutes * 60_000, 'UTC')}
            </span>
          ))}
        </div>
        {columns.map((column, index) => (
          <ColumnView
            key={column.key}
            column={column}
            placed={placed[first + index] ?? []}
            from={shown.from}
            until={shown.until}
            px={px}
            narrow={columns.length > NARROW_FROM}
            now={column.day === now.day ? now.minutes : null}
            spot={drag.spot?.key === column.key ? drag.spot : null}
            stop={stop}
            dragged={drag.dragged?.id ?? null}
            onGrab={(event, appointment) => mayMove && mayBeMoved(appointment) && drag.grab(event, appointment)}
            justDropped={drag.justDropped}
            onEmpty={
              may('appointment.book') ? (minutes) => open({ kind: 'book', at: wished(column, minutes) }) : undefined
            }
          />
        ))}
      </div>
    </div>
  );
}

export function mayBeMoved({ status }: Appointment): boolean {
  return (APPOINTMENT_LIFECYCLE.reschedule.from as readonly AppointmentStatus[]).includes(status); // a part of all statuses
}

/** Whole hours around everything that there is, with one more on each side for whoever comes outside of the hours. */
function hoursShown(columns: readonly Column[], placed: readonly (readonly Placed[])[]) {
  const spans = columns.reduce<{ from: number; until: number }[]>((all, { open }) => all.concat(open), []);
  const all = placed.reduce<{ from: number; until: number }[]>((some, blocks) => some.concat(blocks), spans);
  if (all.length === 0) return USUAL_DAY;
  return {
    from: Math.max(0, Math.floor(Math.min(...all.map(({ from }) => from)) / 60 - 1) * 60),
    until: Math.min(24 * 60, Math.ceil(Math.max(...all.map(({ until }) => until)) / 60 + 1) * 60),
  };
}

function hoursBetween({ from, until }: { from: number; until: number }): number[] {
  return Array.from({ length: (until - from) / 60 }, (_, index) => from + index * 60);
}

function indexOfToday(columns: readonly Column[], today: string): number {
  return columns.findIndex(({ day }) => day === today);
}

/** Once for each question: later the person has scrolled. */
function useScrolled(body: { current: HTMLDivElement | null }, top: number, question: string): void {
  useLayoutEffect(() => {
    if (body.current) body.current.scrollTop = Math.max(0, top);
  }, [question]);
}
