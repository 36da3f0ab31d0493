import type { Language } from '../../models/vocabulary.ts';
import * as ar from './ar.ts';
import * as de from './de.ts';
import * as en from './en.ts';
import * as es from './es.ts';
import * as hi from './hi.ts';
import type { Complaints, Source } from './translation.ts';

/** A language of the vocabulary that is not here, or a part that one of them lacks, does not compile. */
export const EVERY_LANGUAGE = { ar, de, en, es, hi } satisfies Record<Language, Record<keyof typeof en, unknown>>;

type English = typeof en;
type Catalogues = { [P in keyof English]: English[P] extends Source ? P : never }[keyof English];
type Found = {
  [L in Language]: {
    [P in Catalogues]: Complaints<`${L}: ${P}`, English[P], (typeof EVERY_LANGUAGE)[L][P]>;
  }[Catalogues];
}[Language];

// Every text uses the values of the English one and no other: else the error here names the text and the value.
void ({} satisfies Readonly<Record<Found, never>>);
