import { part } from '../../../kiosk-client/languages/part.ts';

/** What somebody reads who opens a screen of an organization that does not answer. An open screen says the same by itself. */
export const STANDING_WORDS = part('standing');
