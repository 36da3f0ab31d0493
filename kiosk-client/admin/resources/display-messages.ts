import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { localeOf } from '../../shared/i18n/format.ts';
import { language, LANGUAGE_NAMES, languages } from '../../shared/i18n/language.ts';
import { inUse, nameOf } from '../lists.ts';
import { t } from '../texts.ts';
import { asNumber, asSwitch, optionsOf } from './controls.ts';
import type { Around, Field, Resource } from './resource.ts';

/** What displays say while nobody is being called. */
export function displayMessages(): Resource<DisplayMessage> {
  return {
    name: 'display-messages',
    icon: 'screen',
    mayChange: 'catalogue.change',
    title: t('messages'),
    about: t('messages_about'),
    addWords: t('add_message'),
    newTitle: t('new_message'),
    empty: { title: t('no_messages'), text: t('no_messages_text') },
    remove: {
      words: t('delete_message'),
      question: ({ name }) => t('delete_message_question', { name }),
      text: t('delete_message_text'),
    },
    needs: ['offices', 'queues'],
    columns: [
      {
        label: t('office'),
        show: ({ office_id }, { offices }) => (office_id === null ? t('all_offices') : nameOf(offices, office_id)),
      },
      { label: t('message_days'), show: daysOf },
      { label: t('message_position'), show: ({ position }) => position },
    ],
    fields: [
      {
        path: 'name',
        label: t('name'),
        hint: t('message_name_hint'),
        required: true,
        control: { kind: 'text', longest: 120 },
      },
      ...languages.value.map((one): Field => ({
        path: `texts.${one}`,
        label: t('message_in', { language: LANGUAGE_NAMES[one] }),
        hint: t('message_lines_hint'),
        nullable: true,
        control: { kind: 'lines', longest: 280, language: one },
      })),
      {
        path: 'office_id',
        label: t('office'),
        hint: t('message_office_hint'),
        nullable: true,
        control: {
          kind: 'choice',
          none: t('all_offices'),
          options: ({ lists }) => optionsOf(inUse(lists.offices)),
        },
      },
      {
        path: 'queue_ids',
        label: t('queues'),
        hint: t('message_queues_hint'),
        initial: [],
        resetBy: 'office_id',
        shown: (draft) => draft['office_id'] !== '',
        control: { kind: 'several', options: queuesOfOffice },
      },
      {
        path: 'from_on',
        label: t('message_from'),
        hint: t('message_from_hint'),
        nullable: true,
        control: { kind: 'text', type: 'date' },
      },
      {
        path: 'until_on',
        label: t('message_until'),
        hint: t('message_until_hint'),
        nullable: true,
        control: { kind: 'text', type: 'date' },
      },
      {
        path: 'position',
        label: t('message_position'),
        hint: t('message_position_hint'),
        initial: '100',
        ...asNumber,
        control: { kind: 'number', least: 1, most: 1000 },
      },
      {
        path: 'active',
        label: t('message_shown'),
        hint: t('message_shown_hint'),
        only: 'existing',
        ...asSwitch,
        control: { kind: 'switch' },
      },
    ],
  };
}

function daysOf({ from_on, until_on }: DisplayMessage): string {
  const from = from_on === null ? null : dayWords(from_on);
  const until = until_on === null ? null : dayWords(until_on);
  if (from !== null && until !== null) return t('message_between', { from, until });
  if (from !== null) return t('message_since', { from });
  return until === null ? t('message_always') : t('message_to', { until });
}

/** A day of a calendar, wherever it is read. */
function dayWords(day: string): string {
  const form = new Intl.DateTimeFormat(localeOf(language.value), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return form.format(new Date(day));
}

function queuesOfOffice({ lists, draft }: Around) {
  return optionsOf(inUse(lists.queues).filter(({ office_id }) => office_id === draft['office_id']));
}
