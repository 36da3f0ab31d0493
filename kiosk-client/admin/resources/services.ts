import type { Service } from '../../../realtime/contract/resources/services.ts';
import { t } from '../texts.ts';
import { bookingFields } from './booking-fields.ts';
import { asCents, asNumber } from './controls.ts';
import type { Resource } from './resource.ts';

export function services(): Resource<Service> {
  return {
    name: 'services',
    icon: 'list',
    mayChange: 'catalogue.change',
    title: t('services'),
    about: t('services_about'),
    addWords: t('add_service'),
    newTitle: t('new_service'),
    empty: { title: t('no_services'), text: t('no_services_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_service'),
    },
    needs: [],
    columns: [
      { label: t('duration'), show: ({ duration_minutes }) => t('minutes', { minutes: duration_minutes }) },
      { label: t('price'), show: priceWords },
    ],
    fields: [
      {
        path: 'name',
        label: t('name'),
        hint: t('name_seen_by_all'),
        required: true,
        control: { kind: 'text', longest: 120 },
      },
      {
        path: 'description',
        label: t('description'),
        hint: t('description_hint'),
        nullable: true,
        control: { kind: 'text', longest: 500 },
      },
      {
        path: 'duration_minutes',
        label: t('duration'),
        hint: t('duration_hint'),
        initial: '15',
        required: true,
        control: { kind: 'number', least: 1, most: 1440, unit: t('in_minutes') },
        ...asNumber,
      },
      {
        path: 'price_cents',
        label: t('price'),
        hint: t('price_hint'),
        nullable: true,
        control: { kind: 'money' },
        ...asCents,
      },
      {
        path: 'currency',
        label: t('currency'),
        hint: t('currency_hint'),
        nullable: true,
        control: { kind: 'text', longest: 3, ltr: true, capitals: true },
      },
      ...bookingFields(),
    ],
  };
}

function priceWords({ price_cents, currency }: Service): string {
  return price_cents === null ? '–' : `${(price_cents / 100).toFixed(2)} ${currency ?? ''}`.trim();
}
