import type { DisplayMessageRow } from '../../../models/display-message.ts';
import { Refusal } from '../../../models/rules/refusal.ts';

/** @throws Refusal `invalid_input` */
export function requireDaysInOrder({ from_on, until_on }: Pick<DisplayMessageRow, 'from_on' | 'until_on'>): void {
  if (from_on === null || until_on === null || from_on <= until_on) return;
  const message = 'must not be before the first day';
  throw new Refusal('invalid_input', undefined, [{ path: 'body.until_on', message }]);
}
