import type { ServiceRow } from '../../../models/service.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { stampsOf } from '../stamps.ts';

export function serviceAnswer(row: ServiceRow): Service {
  const { name, description, duration_minutes, price_cents, currency } = row;
  const booking = bookingPolicy.parse(row.booking);
  return { ...stampsOf(row), name, description, duration_minutes, price_cents, currency, booking };
}
