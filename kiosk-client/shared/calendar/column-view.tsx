import { useState } from 'preact/hooks';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { formatTime } from '../i18n/format.ts';
import { useCalendar } from './calendar-context.ts';
import { finestStep, snapped, type Column } from './columns.ts';
import { EventBlock } from './event-block.tsx';
import { momentOf } from './local-time.ts';
import type { Placed } from './place-day.ts';
import type { Spot } from './use-drag.ts';

type ColumnProps = {
  column: Column & { title: string };
  placed: readonly Placed[];
  from: number;
  until: number;
  px: number;
  narrow: boolean;
  /** Minutes on the clock, where this is today. */
  now: number | null;
  spot: Spot | null;
  /** The block at which the Tab key stops. */
  stop: string | null;
  dragged: string | null;
  onGrab: (event: PointerEvent, appointment: Appointment) => unknown;
  justDropped: () => boolean;
  onEmpty: ((minutes: number) => void) | undefined;
};

/** One column: when somebody works, who comes, where the clock stands, and room to tap. */
export function ColumnView({
  column,
  placed,
  from,
  until,
  px,
  narrow,
  now,
  spot,
  stop,
  dragged,
  onGrab,
  justDropped,
  onEmpty,
}: ColumnProps) {
  const { catalogue, open, office } = useCalendar();
  const [hover, setHover] = useState<number | null>(null);
  const step = finestStep(catalogue, column.providerId);
  const timeAt = ({ clientY, currentTarget }: { clientY: number; currentTarget: HTMLElement }) => {
    const y = clientY - currentTarget.getBoundingClientRect().top;
    return snapped(Math.floor((from + y / px) / step) * step, column, step);
  };
  return (
    <section
      class="cal__column"
      data-column={column.key}
      aria-label={column.title}
      onPointerMove={(event) =>
        setHover(
          onEmpty && event.pointerType === 'mouse' && event.target === event.currentTarget ? timeAt(event) : null,
        )
      }
      onPointerLeave={() => setHover(null)}
      onClick={(event) => {
        if (event.target === event.currentTarget && !justDropped()) onEmpty?.(timeAt(event));
      }}
    >
      {closedParts(column, { from, until }).map((part) => (
        <span
          key={part.from}
          class="cal__closed"
          style={{ '--at': part.from - from, '--lasts': part.until - part.from }}
        />
      ))}
      {hover !== null && spot === null && (
        <span class="cal__hover number" style={{ '--at': hover - from, '--lasts': step }}>
          {formatTime(momentOf({ day: column.day, minutes: hover }, office.time_zone), office.time_zone)}
        </span>
      )}
      {placed.map((block) => (
        <EventBlock
          key={block.key}
          placed={block}
          from={from}
          px={px}
          narrow={narrow}
          stop={block.key === stop}
          dimmed={block.appointments.some(({ id }) => id === dragged)}
          onGrab={onGrab}
          onOpen={() => {
            if (justDropped()) return;
            const [appointment, ...others] = block.appointments;
            open(
              others.length === 0 && appointment.capacity === 1
                ? { kind: 'appointment', appointment }
                : { kind: 'group', appointments: block.appointments },
            );
          }}
        />
      ))}
      {now !== null && now >= from && now <= until && (
        <span class="cal__now" style={{ '--at': now - from }} aria-hidden="true" />
      )}
      {spot && (
        <span class="cal__spot number" style={{ '--at': spot.minutes - from, '--lasts': spot.lasts }}>
          {formatTime(momentOf({ day: column.day, minutes: spot.minutes }, office.time_zone), office.time_zone)}
        </span>
      )}
    </section>
  );
}

function closedParts({ open }: Column, { from, until }: { from: number; until: number }) {
  const closed: { from: number; until: number }[] = [];
  let reached = from;
  for (const span of open) {
    if (span.from > reached) closed.push({ from: reached, until: span.from });
    reached = Math.max(reached, span.until);
  }
  if (reached < until) closed.push({ from: reached, until });
  return closed;
}
