import { z } from 'zod';
import { LANGUAGES } from '../../../models/vocabulary.ts';

/** What a browser's `PushSubscription.toJSON()` says of itself, and the language its owner reads. */
export const subscribeToPushes = z.strictObject({
  endpoint: z.url().max(1_000),
  keys: z.strictObject({
    /** A point of P-256, uncompressed. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/),
  }),
  language: z.enum(LANGUAGES),
});
export type SubscribeToPushes = z.infer<typeof subscribeToPushes>;

/** What arrives in the telephone: a number and a place, and no name. */
export type PushMessage = {
  kind: 'called' | 'nearly';
  ticket_number: string;
  counter: string | null;
  /** The same for everything that is said of one stay: the newer takes the place of the older. */
  tag: string;
  title: string;
  body: string;
  language: string;
  direction: 'ltr' | 'rtl';
};
