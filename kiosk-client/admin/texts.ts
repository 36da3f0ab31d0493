import { catalogue } from '../shared/i18n/catalogue.ts';
import { ar } from './texts/ar.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { hi } from './texts/hi.ts';

export const { t, say } = catalogue({ en, de, es, ar, hi });
