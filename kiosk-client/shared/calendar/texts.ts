import { part } from '../../languages/part.ts';
import { catalogue } from '../i18n/catalogue.ts';

export const { t } = catalogue(part('calendar'));
