import { part } from '../../languages/part.ts';
import { catalogue } from './catalogue.ts';

/** What the shared parts say. A screen has a catalogue of its own beside it, made the same way. */
export const { t, say } = catalogue(part('shared'));
