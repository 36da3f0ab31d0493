import { LANGUAGES } from '../../../models/vocabulary.ts';
import { LANGUAGE_NAMES } from '../../shared/i18n/language.ts';
import { timeZones } from '../../shared/time-zones.ts';
import { t } from '../texts.ts';
import { asNumber, asSwitch } from './controls.ts';
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
    {
      path: 'branding.contact.phone',
      label: t('contact_phone'),
      hint: t('contact_phone_hint'),
      nullable: true,
      group: t('group_contact'),
      control: { kind: 'text', longest: 40, ltr: true },
    },
    {
      path: 'branding.contact.email',
      label: t('contact_email'),
      nullable: true,
      group: t('group_contact'),
      control: { kind: 'text', type: 'email', ltr: true },
    },
    {
      path: 'branding.contact.website',
      label: t('contact_website'),
      hint: t('contact_website_hint'),
      nullable: true,
      group: t('group_contact'),
      control: { kind: 'text', longest: 300, ltr: true },
    },
    {
      path: 'require_otp',
      label: t('require_otp'),
      hint: t('require_otp_hint'),
      group: t('group_rules'),
      control: { kind: 'switch' },
      ...asSwitch,
    },
    {
      path: 'check_in_by_name',
      label: t('check_in_by_name'),
      hint: t('check_in_by_name_hint'),
      group: t('group_rules'),
      control: { kind: 'switch' },
      ...asSwitch,
    },
    {
      path: 'retention_days',
      label: t('retention'),
      hint: t('retention_hint'),
      nullable: true,
      group: t('group_rules'),
      control: { kind: 'number', least: 1, most: 3650, unit: t('in_days') },
      ...asNumber,
    },
  ];
}
