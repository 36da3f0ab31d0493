import { workingDay, type Span } from '../../../models/rules/working-hours.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { servicesOf, type Catalogue } from './calendar-context.ts';
import { daysLater } from './local-time.ts';

/** A day of a provider at an office. Minutes are those of the office's clock. */
export type Column = {
  key: string;
  day: string;
  providerId: string;
  /** When somebody works here, and from where possible starts are counted. */
  open: readonly Span[];
  parts: readonly Span[];
  /** Why nobody does. */
  closedBy: string | null;
};

export function columnOf(catalogue: Catalogue, officeId: string, providerId: string, day: string): Column {
  const exceptions = catalogue.exceptions.filter(
    ({ provider_id, office_id }) =>
      (provider_id === null || provider_id === providerId) && (office_id === null || office_id === officeId),
  );
  const schedules = catalogue.schedules.filter(
    ({ provider_id, office_id }) => provider_id === providerId && office_id === officeId,
  );
  const { open, parts } = workingDay(day, { schedules, exceptions });
  const whole = exceptions.find(
    ({ kind, from_time, from_on, until_on }) =>
      kind === 'closed' && from_time === null && from_on <= day && day <= until_on,
  );
  return {
    key: `${providerId} ${day}`,
    day,
    providerId,
    open,
    parts,
    closedBy: open.length === 0 ? (whole?.name ?? null) : null,
  };
}

export function weekFrom(monday: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((later) => daysLater(monday, later));
}

/** Outside of the working hours, where only those who may overbook put anybody. */
const OUTSIDE_STEP = 15;

/** The possible start that is nearest: counted from the beginning of the hours, as the service says. */
export function snapped(minutes: number, { parts }: Column, step: number): number {
  const part = parts.find(({ from, until }) => from <= minutes && minutes < until);
  const [begin, every] = part ? [part.from, step] : [0, OUTSIDE_STEP];
  const at = begin + Math.round((minutes - begin) / every) * every;
  const last = part ? begin + Math.floor((part.until - 1 - begin) / every) * every : 24 * 60 - every;
  return Math.max(0, Math.min(at, last));
}

export function stepOf({ duration_minutes, booking }: Pick<Service, 'duration_minutes' | 'booking'>): number {
  return booking.grid ?? duration_minutes + booking.buffer_before + booking.buffer_after;
}

/** Before a service is chosen: the finest that this provider has. */
export function finestStep(catalogue: Catalogue, providerId: string): number {
  const steps = servicesOf(catalogue, providerId).map(stepOf);
  return steps.length > 0 ? Math.min(...steps) : OUTSIDE_STEP;
}
