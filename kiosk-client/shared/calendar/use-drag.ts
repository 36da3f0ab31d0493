import { useEffect, useRef, useState } from 'preact/hooks';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';

/** Where it would fall: a column, minutes on its clock, and how long it lasts. */
export type Spot = { key: string; minutes: number; lasts: number };

type Ways = {
  body: { current: HTMLElement | null };
  /** The possible start nearest to a height within a column. */
  snap: (key: string, y: number, appointment: Appointment) => number;
  onDrop: (appointment: Appointment, spot: Spot) => void;
};

/** A mouse means it after some pixels. A finger scrolls: it has to rest first. */
const MEANT_AFTER_PX = 6;
const HELD_MS = 350;
/** So near to the edge of the frame it moves on. */
const EDGE_PX = 40;
const EDGE_STEP_PX = 14;

type Grabbed = {
  appointment: Appointment;
  pointer: number;
  /** Where it was taken, and where it was last. */
  x: number;
  y: number;
  last: number;
  /** How far below its upper edge. */
  below: number;
  meant: boolean;
};

/** An appointment is taken by mouse, pen or finger and put somewhere else. Escape lets go where it was. */
export function useDrag({ body, snap, onDrop }: Ways) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const [dragged, setDragged] = useState<Appointment | null>(null);
  const grabbed = useRef<Grabbed | null>(null);
  const latest = useRef({ snap, onDrop, spot });
  latest.current = { snap, onDrop, spot };
  const droppedAt = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function letGo(): void {
    clearTimeout(timer.current);
    if (grabbed.current?.meant) droppedAt.current = Date.now();
    grabbed.current = null;
    setSpot(null);
    setDragged(null);
  }

  function mean(held: Grabbed): void {
    held.meant = true;
    setDragged(held.appointment);
    setSpot(spotAt(held.x, held.y, held));
  }

  function spotAt(x: number, y: number, { appointment, below }: Grabbed): Spot | null {
    const columns = Array.from(body.current?.querySelectorAll<HTMLElement>('[data-column]') ?? []);
    const column = columns.find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left <= x && x < right;
    });
    const key = column?.dataset['column'];
    if (!column || key === undefined) return null;
    const lasts = (Date.parse(appointment.ends_at ?? '') - Date.parse(appointment.starts_at ?? '')) / 60_000;
    const top = y - below - column.getBoundingClientRect().top;
    return { key, minutes: latest.current.snap(key, top, appointment), lasts };
  }

  useEffect(() => {
    const move = (event: PointerEvent) => {
      const held = grabbed.current;
      if (!held || event.pointerId !== held.pointer) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
      if (!held.meant && far > MEANT_AFTER_PX) {
        if (event.pointerType === 'mouse' || event.pointerType === 'pen') mean(held);
        else return letGo();
      }
      if (!held.meant) return;
      const frame = body.current?.getBoundingClientRect();
      // Only towards the edge: what begins there is not pushed over it.
      const way = Math.sign(event.clientY - held.last);
      held.last = event.clientY;
      if (frame && way < 0 && event.clientY < frame.top + EDGE_PX) body.current?.scrollBy(0, -EDGE_STEP_PX);
      if (frame && way > 0 && event.clientY > frame.bottom - EDGE_PX) body.current?.scrollBy(0, EDGE_STEP_PX);
      setSpot(spotAt(event.clientX, event.clientY, held));
    };
    const up = (event: PointerEvent) => {
      const held = grabbed.current;
      if (!held || event.pointerId !== held.pointer) return;
      const at = held.meant ? latest.current.spot : null;
      letGo();
      if (at) latest.current.onDrop(held.appointment, at);
    };
    const cancel = () => grabbed.current && letGo();
    const key = (event: KeyboardEvent) => event.key === 'Escape' && cancel();
    // Only while something is held: otherwise the finger scrolls.
    const touch = (event: TouchEvent) => grabbed.current?.meant && event.preventDefault();
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', cancel);
    document.addEventListener('keydown', key);
    document.addEventListener('touchmove', touch, { passive: false });
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', cancel);
      document.removeEventListener('keydown', key);
      document.removeEventListener('touchmove', touch);
    };
  }, []);

  return {
    spot,
    dragged,
    grab(event: PointerEvent, appointment: Appointment): void {
      if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
      const { top } = event.currentTarget.getBoundingClientRect();
      const { clientX: x, clientY: y, pointerId: pointer } = event;
      const held: Grabbed = { appointment, pointer, x, y, last: y, below: y - top, meant: false };
      grabbed.current = held;
      clearTimeout(timer.current);
      if (event.pointerType === 'touch') {
        timer.current = setTimeout(() => grabbed.current === held && mean(held), HELD_MS);
      }
    },
    /** The click that ends a drag opens nothing. */
    justDropped: () => Date.now() - droppedAt.current < 300,
  };
}
