import { part } from '../../../kiosk-client/languages/part.ts';

/** What stands on the pages that are not screens: the front doors, and every "no" that somebody meets who opened an address. */
export const PAGE_WORDS = part('page');
