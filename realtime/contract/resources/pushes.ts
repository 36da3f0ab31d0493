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

/** By which a browser is found again. */
export const unsubscribeFromPushes = subscribeToPushes.pick({ endpoint: true });

/** What arrives in the telephone: a number and a place, or a time, and no name. */
export type PushMessage = {
  title: string;
  body: string;
  /** The page that a tap opens, below the organization's own address. */
  path: string;
  /** The same for everything that is said of one stay or appointment: the newer takes the place of the older. */
  tag: string;
  /** Stays on the screen until somebody has seen it. */
  urgent: boolean;
  language: string;
  direction: 'ltr' | 'rtl';
};
