import { part } from '../../../kiosk-client/languages/part.ts';
import type { Language } from '../../../models/vocabulary.ts';

/** What a phone without JavaScript shows. The screen that replaces it has a catalogue of its own. */
export const PLACE_WORDS = part('place');
export type PlaceWords = (typeof PLACE_WORDS)[Language];
