import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { inUse } from '../lists.ts';
import { t } from '../texts.ts';
import { asOffices, optionsOf } from './controls.ts';
import type { Resource } from './resource.ts';

export function providers(): Resource<Provider> {
  return {
    name: 'providers',
    icon: 'people',
    mayChange: 'provider.change',
    title: t('providers'),
    about: t('providers_about'),
    addWords: t('add_provider'),
    newTitle: t('new_provider'),
    empty: { title: t('no_providers'), text: t('no_providers_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_provider'),
    },
    needs: ['offices', 'services'],
    columns: [
      { label: t('provider_title'), show: ({ title }) => title ?? '–' },
      { label: t('offices'), show: officeWords },
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
        path: 'title',
        label: t('provider_title'),
        hint: t('provider_title_hint'),
        nullable: true,
        control: { kind: 'text', longest: 60 },
      },
      {
        path: 'offices',
        label: t('offices'),
        hint: t('provider_offices_hint'),
        control: { kind: 'offices' },
        ...asOffices,
      },
      {
        path: 'service_ids',
        label: t('provider_services'),
        hint: t('provider_services_hint'),
        initial: [],
        control: { kind: 'several', options: ({ lists }) => optionsOf(inUse(lists.services)) },
      },
    ],
  };
}

function officeWords({ offices }: Provider): string {
  const primaryFirst = [...offices].sort((a, b) => Number(b.is_primary) - Number(a.is_primary));
  return primaryFirst.map(({ name }) => name).join(', ') || '–';
}
