import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { page } from '../../shared/page.ts';
import { timeZones } from '../../shared/time-zones.ts';
import { t } from '../texts.ts';
import { asNumber, asPosition } from './controls.ts';
import type { Resource } from './resource.ts';

export function offices(): Resource<Office> {
  return {
    name: 'offices',
    icon: 'place',
    mayChange: 'catalogue.change',
    title: t('offices'),
    about: t('offices_about'),
    addWords: t('add_office'),
    newTitle: t('new_office'),
    empty: { title: t('no_offices'), text: t('no_offices_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_office'),
    },
    needs: [],
    columns: [
      { label: t('address'), show: ({ address }) => address ?? '–' },
      { label: t('time_zone'), show: ({ time_zone }) => time_zone },
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
        path: 'address',
        label: t('address'),
        hint: t('address_hint'),
        nullable: true,
        control: { kind: 'text', longest: 300 },
      },
      {
        path: 'time_zone',
        label: t('time_zone'),
        hint: t('time_zone_hint'),
        initial: page.organization.time_zone,
        required: true,
        control: { kind: 'text', ltr: true, suggestions: timeZones },
      },
      {
        path: 'country',
        label: t('country'),
        hint: t('country_hint'),
        nullable: true,
        control: { kind: 'text', longest: 2, ltr: true, capitals: true },
      },
      {
        path: 'position',
        label: t('office_position'),
        hint: t('office_position_hint'),
        nullable: true,
        group: t('group_arrival'),
        control: { kind: 'text', longest: 60, ltr: true },
        ...asPosition,
      },
      {
        path: 'arrival_radius',
        label: t('arrival_radius'),
        hint: t('arrival_radius_hint'),
        nullable: true,
        group: t('group_arrival'),
        control: { kind: 'number', least: 20, most: 5000, unit: t('in_metres') },
        ...asNumber,
      },
    ],
  };
}
