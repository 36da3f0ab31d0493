import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import { nameOf } from '../lists.ts';
import { t } from '../texts.ts';
import { officeChoice } from './controls.ts';
import type { Resource } from './resource.ts';

export function counters(): Resource<Counter> {
  return {
    name: 'counters',
    icon: 'door',
    mayChange: 'catalogue.change',
    title: t('counters'),
    about: t('counters_about'),
    addWords: t('add_counter'),
    newTitle: t('new_counter'),
    empty: { title: t('no_counters'), text: t('no_counters_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_counter'),
    },
    needs: ['offices'],
    first: { list: 'offices', words: t('first_an_office') },
    columns: [
      { label: t('office'), show: ({ office_id }, { offices }) => nameOf(offices, office_id) },
      {
        label: t('state'),
        show: ({ session }) =>
          session === null ? t('counter_closed') : session.state === 'paused' ? t('counter_paused') : t('counter_open'),
      },
    ],
    fields: [
      {
        path: 'name',
        label: t('name'),
        hint: t('counter_name_hint'),
        required: true,
        control: { kind: 'text', longest: 120 },
      },
      {
        path: 'office_id',
        label: t('office'),
        hint: t('counter_office_hint'),
        only: 'new',
        required: true,
        control: officeChoice,
      },
    ],
  };
}
