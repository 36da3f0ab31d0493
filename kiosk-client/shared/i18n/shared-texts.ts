import { catalogue } from './catalogue.ts';
import { ar } from './texts/ar.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { hi } from './texts/hi.ts';

/** What the shared parts say. A screen has a catalogue of its own beside it, made the same way. */
export const { t, say } = catalogue({ en, de, es, ar, hi });
