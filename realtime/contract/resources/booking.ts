import { z } from 'zod';

/** How a service is booked. Minutes, days and counts; what is left out keeps its default. */
export const bookingPolicy = z.strictObject({
  /** Whether patients book it themselves. */
  online: z.boolean().default(false),
  /** Minutes that are kept free before and after. */
  buffer_before: z.int().min(0).max(480).default(0),
  buffer_after: z.int().min(0).max(480).default(0),
  /** Minutes between two possible starts, counted from the beginning of the working hours; null: the duration with its buffers. */
  grid: z.int().min(5).max(480).nullable().default(null),
  /** Minutes before the start until which it can be booked, and days ahead from which on. Staff are not bound. */
  notice: z.int().min(0).max(43_200).default(60),
  horizon: z.int().min(1).max(730).default(90),
  /** How many people share one start with one provider. */
  capacity: z.int().min(1).max(200).default(1),
  /** Minutes before the start until which a patient may move or cancel it. */
  change_until: z.int().min(0).max(43_200).default(120),
  /** How many appointments to come one person may have of this service. */
  person_limit: z.int().min(1).max(100).default(3),
  /** Minutes for which a time is kept while somebody types. */
  hold: z.int().min(1).max(60).default(5),
  /** Minutes for which a freed time is offered to one person of the waitlist; 0: freed times are not offered. */
  offer: z.int().min(0).max(1440).default(15),
  /** Minutes before the start from which one may check in, and minutes after it from which one counts as missed. */
  early_from: z.int().min(0).max(1440).default(60),
  no_show_after: z.int().min(1).max(1440).default(30),
  /** Minutes before the start at which people are reminded. */
  reminders: z.array(z.int().min(5).max(43_200)).max(4).default([1440, 120]),
});
export type BookingPolicy = z.infer<typeof bookingPolicy>;

/** Some of it. Without the defaults, which would put back what a change leaves out. */
export const someBookingPolicy = z
  .strictObject({
    online: bookingPolicy.shape.online.unwrap(),
    buffer_before: bookingPolicy.shape.buffer_before.unwrap(),
    buffer_after: bookingPolicy.shape.buffer_after.unwrap(),
    grid: bookingPolicy.shape.grid.unwrap(),
    notice: bookingPolicy.shape.notice.unwrap(),
    horizon: bookingPolicy.shape.horizon.unwrap(),
    capacity: bookingPolicy.shape.capacity.unwrap(),
    change_until: bookingPolicy.shape.change_until.unwrap(),
    person_limit: bookingPolicy.shape.person_limit.unwrap(),
    hold: bookingPolicy.shape.hold.unwrap(),
    offer: bookingPolicy.shape.offer.unwrap(),
    early_from: bookingPolicy.shape.early_from.unwrap(),
    no_show_after: bookingPolicy.shape.no_show_after.unwrap(),
    reminders: bookingPolicy.shape.reminders.unwrap(),
  })
  .partial();

/** A time that may be booked. */
export const slot = z.object({
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  /** On the office's clock: YYYY-MM-DDTHH:MM. */
  local: z.string(),
  /** Where any provider will do: the one with the least to do on that day. */
  provider_id: z.uuid(),
  /** Seats that are left; more than 1 only in a group. */
  seats: z.int(),
});
export type Slot = z.infer<typeof slot>;

/** Both days included, in the office; at most 62. */
export const slotsQuery = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  office_id: z.uuid(),
});
export const slots = z.object({
  time_zone: z.string(),
  office_id: z.uuid(),
  data: z.array(slot),
  /** The first day after `to` with a free time, where there is none within; null: none in the horizon. */
  next_day: z.iso.date().nullable(),
});
export type Slots = z.infer<typeof slots>;

/** What anybody may see before booking: services that are booked online, and who offers them where. */
export const bookable = z.object({
  services: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string().nullable(),
      duration_minutes: z.int(),
      price_cents: z.int().nullable(),
      currency: z.string().nullable(),
      change_until: z.int(),
      horizon: z.int(),
      offices: z.array(z.object({ id: z.uuid(), provider_ids: z.array(z.uuid()) })),
    }),
  ),
  offices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      address: z.string().nullable(),
      time_zone: z.string(),
      country: z.string().nullable(),
    }),
  ),
  providers: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string().nullable() })),
});
export type Bookable = z.infer<typeof bookable>;
