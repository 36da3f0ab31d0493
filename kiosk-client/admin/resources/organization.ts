import { LANGUAGES } from '../../../models/vocabulary.ts';
import { LANGUAGE_NAMES } from '../../shared/i18n/language.ts';
import { timeZones } from '../../shared/time-zones.ts';
import { t } from '../texts.ts';
import type { Field } from './resource.ts';

/** Changed in place: there is one, and it is never put out of use here. */
export function organizationFields(): Field[] {
  return [
    {
      path: 'name',
      label: t('name'),
      hint: t('organization_name_hint'),
      required: true,
      control: { kind: 'text', longest: 120 },
    },
    {
      path: 'branding.primary_colour',
      label: t('colour'),
      hint: t('colour_hint'),
      nullable: true,
      control: { kind: 'colour' },
    },
    {
      path: 'branding.logo_url',
      label: t('logo'),
      hint: t('logo_hint'),
      nullable: true,
      control: { kind: 'text', longest: 500, ltr: true },
    },
    {
      path: 'languages',
      label: t('languages'),
      hint: t('languages_hint'),
      control: { kind: 'several', options: () => LANGUAGES.map((one) => ({ value: one, words: LANGUAGE_NAMES[one] })) },
    },
    {
      path: 'time_zone',
      label: t('time_zone'),
      hint: t('organization_time_zone_hint'),
      required: true,
      control: { kind: 'text', ltr: true, suggestions: timeZones },
    },
  ];
}
