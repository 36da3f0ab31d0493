import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { isLanguage, LANGUAGE_NAMES } from '../../shared/i18n/language.ts';
import { page } from '../../shared/page.ts';
import { inUse, nameOf } from '../lists.ts';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { asNumber, asSwitch, officeChoice, optionsOf } from './controls.ts';
import type { Field, Resource } from './resource.ts';

export function queues(): Resource<Queue> {
  return {
    name: 'queues',
    icon: 'list',
    mayChange: 'catalogue.change',
    title: t('queues'),
    about: t('queues_about'),
    addWords: t('add_queue'),
    newTitle: t('new_queue'),
    empty: { title: t('no_queues'), text: t('no_queues_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_queue'),
    },
    needs: ['offices', 'providers', 'services'],
    first: { list: 'offices', words: t('first_an_office') },
    columns: [
      { label: t('prefix'), show: ({ prefix }) => prefix },
      { label: t('office'), show: ({ office_id }, { offices }) => nameOf(offices, office_id) },
      { label: t('provider'), show: ({ provider_id }, { providers }) => nameOf(providers, provider_id) },
      { label: t('state'), show: ({ status }) => queueStatusWords(status) },
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
        path: 'prefix',
        label: t('prefix'),
        hint: t('prefix_hint'),
        only: 'new',
        required: true,
        control: { kind: 'text', longest: 3, ltr: true, capitals: true },
      },
      {
        path: 'office_id',
        label: t('office'),
        hint: t('queue_office_hint'),
        only: 'new',
        required: true,
        control: officeChoice,
      },
      {
        path: 'provider_id',
        label: t('provider'),
        hint: t('queue_provider_hint'),
        nullable: true,
        control: { kind: 'choice', none: t('any_provider'), options: ({ lists }) => optionsOf(inUse(lists.providers)) },
      },
      {
        path: 'service_id',
        label: t('service'),
        hint: t('queue_service_hint'),
        nullable: true,
        control: { kind: 'choice', none: t('any_service'), options: ({ lists }) => optionsOf(inUse(lists.services)) },
      },
      {
        path: 'capacity',
        label: t('capacity'),
        hint: t('capacity_hint'),
        nullable: true,
        control: { kind: 'number', least: 1, most: 100_000, unit: t('people') },
        ...asNumber,
      },
      {
        path: 'public_join',
        label: t('public_join'),
        hint: t('public_join_hint'),
        control: { kind: 'switch' },
        ...asSwitch,
      },
      ...textFields(),
      ...callingFields(),
    ],
  };
}

/** What people read who choose in a language of their own. */
function textFields(): Field[] {
  const more = { group: t('group_queue_texts'), only: 'existing' as const, nullable: true };
  return page.organization.languages.filter(isLanguage).flatMap((one) => {
    const language = LANGUAGE_NAMES[one];
    return [
      {
        ...more,
        path: `texts.${one}.name`,
        label: t('text_name', { language }),
        hint: t('text_hint'),
        control: { kind: 'text', longest: 120 },
      },
      {
        ...more,
        path: `texts.${one}.description`,
        label: t('text_description', { language }),
        control: { kind: 'text', longest: 200 },
      },
    ] satisfies Field[];
  });
}

/** For fine tuning: a new queue begins with what is usual. */
function callingFields(): Field[] {
  const number = (
    name: string,
    label: string,
    hint: string,
    range: { least: number; most: number; unit?: string },
    more: Partial<Field> = {},
  ) => ({
    path: `policy.${name}`,
    label,
    hint,
    control: { kind: 'number' as const, ...range },
    required: true,
    ...asNumber,
    ...more,
  });
  const minutes = t('in_minutes');
  const calling = { group: t('group_calling'), only: 'existing' as const };
  const order = { group: t('group_order'), only: 'existing' as const };
  return [
    {
      path: 'policy.outcome_required',
      label: t('outcome_required'),
      hint: t('outcome_required_hint'),
      control: { kind: 'switch' },
      ...asSwitch,
      ...calling,
    },
    number(
      'grace',
      t('grace'),
      t('grace_hint'),
      { least: 1, most: 240, unit: minutes },
      { nullable: true, required: false, ...calling },
    ),
    number('restore', t('restore'), t('restore_hint'), { least: 1, most: 1440, unit: minutes }, calling),
    number('recall_limit', t('recall_limit'), t('recall_limit_hint'), { least: 0, most: 20 }, calling),
    number(
      'recall_pause',
      t('recall_pause'),
      t('recall_pause_hint'),
      { least: 0, most: 600, unit: t('in_seconds') },
      calling,
    ),
    number(
      'walk_in_target',
      t('walk_in_target'),
      t('walk_in_target_hint'),
      { least: 0, most: 1440, unit: minutes },
      order,
    ),
    number(
      'appointment_target',
      t('appointment_target'),
      t('appointment_target_hint'),
      { least: 0, most: 1440, unit: minutes },
      order,
    ),
    number('late_after', t('late_after'), t('late_after_hint'), { least: 0, most: 1440, unit: minutes }, order),
    number('snooze_limit', t('snooze_limit'), t('snooze_limit_hint'), { least: 0, most: 20 }, order),
    number('return_limit', t('return_limit'), t('return_limit_hint'), { least: 0, most: 20 }, order),
    number('fair_behind', t('fair_behind'), t('fair_behind_hint'), { least: 1, most: 50, unit: t('people') }, order),
    {
      path: 'policy.one_per_person',
      label: t('one_per_person'),
      hint: t('one_per_person_hint'),
      control: { kind: 'switch' },
      ...asSwitch,
      ...order,
    },
    {
      path: 'policy.close_of_day',
      label: t('close_of_day'),
      hint: t('close_of_day_hint'),
      control: { kind: 'switch' },
      ...asSwitch,
      ...order,
    },
  ];
}
