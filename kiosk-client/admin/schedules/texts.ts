import { part } from '../../languages/part.ts';
import { catalogue } from '../../shared/i18n/catalogue.ts';

export const { t } = catalogue(part('schedules'));
