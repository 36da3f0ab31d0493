import { part } from '../../../kiosk-client/languages/part.ts';

/** What the phone of somebody who books says; a phone without JavaScript is told the same. */
export const BOOK_WORDS = part('book');
