import { part } from '../../../kiosk-client/languages/part.ts';

/** What somebody reads who has scanned the sheet at the door. */
export const JOIN_WORDS = part('join');
