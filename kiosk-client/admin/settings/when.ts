import { formatDate, formatMoment } from '../../shared/i18n/format.ts';
import { page } from '../../shared/page.ts';

export function when(moment: string): string {
  return formatMoment(moment, page.organization.time_zone);
}

export function onDay(moment: string): string {
  return formatDate(moment, page.organization.time_zone);
}
