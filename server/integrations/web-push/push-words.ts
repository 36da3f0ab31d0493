import { part } from '../../../kiosk-client/languages/part.ts';

/** What a telephone says on its locked screen. Anybody may read along: a number and a place. */
export const PUSH_WORDS = part('push');
