import { Refusal } from '../../../models/rules/refusal.ts';

/** @throws Refusal `invalid_input` */
export function requirePriceWithCurrency({
  price_cents,
  currency,
}: {
  price_cents: number | null;
  currency: string | null;
}): void {
  if ((price_cents === null) === (currency === null)) return;
  const path = price_cents === null ? 'body.price_cents' : 'body.currency';
  throw new Refusal('invalid_input', undefined, [{ path, message: 'a price and its currency belong together' }]);
}
