import { DEVICE_KINDS, PAPERS, type DeviceKind } from '../../../models/vocabulary.ts';
import { deviceState } from '../device-state.ts';
import { inUse, nameOf, type ListedDevice } from '../lists.ts';
import { StateWords } from '../state-words.tsx';
import { t } from '../texts.ts';
import { asSwitch, officeChoice, optionsOf } from './controls.ts';
import type { Draft } from './draft.ts';
import type { Around, Field, Resource } from './resource.ts';

/** Paired by the code on the screen; unpaired, the screen shows a new code. */
export function devices(pairingCode: string | null): Resource<ListedDevice> {
  return {
    name: 'devices',
    icon: 'screen',
    createPath: '/devices/pairing',
    mayChange: 'device.change',
    title: t('devices'),
    about: t('devices_about'),
    addWords: t('pair_device'),
    newTitle: t('pair_device'),
    empty: { title: t('no_devices'), text: t('no_devices_text') },
    remove: {
      words: t('unpair'),
      question: ({ name }) => t('unpair_question', { name }),
      text: t('unpair_text'),
      typed: true,
    },
    againEvery: 5_000,
    needs: ['offices', 'queues'],
    first: { list: 'queues', words: t('first_a_queue') },
    columns: [
      { label: t('device_kind'), show: ({ kind }) => kindWords(kind) },
      { label: t('office'), show: ({ office_id }, lists) => nameOf(lists.offices, office_id) },
      {
        label: t('queues'),
        show: ({ queue_ids }, lists) => queue_ids.map((id) => nameOf(lists.queues, id)).join(', ') || '–',
      },
      { label: t('state'), show: (device) => (device.active ? <StateWords {...deviceState(device)} /> : '–') },
    ],
    fields: [
      {
        path: 'user_code',
        label: t('code'),
        hint: t('code_hint'),
        only: 'new',
        required: true,
        initial: pairingCode ?? '',
        control: { kind: 'text', longest: 12, ltr: true, capitals: true },
      },
      {
        path: 'name',
        label: t('name'),
        hint: t('device_name_hint'),
        required: true,
        control: { kind: 'text', longest: 120 },
      },
      {
        path: 'kind',
        label: t('device_kind'),
        hint: t('device_kind_hint'),
        only: 'new',
        required: true,
        initial: 'display',
        control: {
          kind: 'choice',
          options: () => DEVICE_KINDS.map((kind) => ({ value: kind, words: kindWords(kind) })),
        },
      },
      {
        path: 'office_id',
        label: t('office'),
        hint: t('device_office_hint'),
        required: true,
        control: officeChoice,
      },
      {
        path: 'queue_ids',
        label: t('queues'),
        hint: t('device_queues_hint'),
        initial: [],
        resetBy: 'office_id',
        control: {
          kind: 'several',
          options: queuesOfOffice,
          empty: ({ draft }) => (draft['office_id'] === '' ? t('choose_office_first') : t('nothing_to_choose')),
        },
      },
      ...kioskFields(),
    ],
  };
}

function kioskFields(): Field[] {
  const isKiosk = (draft: Draft) => draft['kind'] === 'kiosk';
  const group = t('group_kiosk');
  return [
    {
      path: 'paper',
      label: t('paper'),
      hint: t('paper_hint'),
      group,
      nullable: true,
      shown: isKiosk,
      control: {
        kind: 'choice',
        none: t('no_printer'),
        options: () => PAPERS.map((paper) => ({ value: paper, words: paper.replace('mm', ' mm') })),
      },
    },
    {
      path: 'prints_itself',
      label: t('prints_itself'),
      hint: t('prints_itself_hint'),
      group,
      shown: (draft) => isKiosk(draft) && draft['paper'] !== '',
      control: { kind: 'switch' },
      ...asSwitch,
    },
    {
      path: 'asks_phone',
      label: t('asks_phone'),
      hint: t('asks_phone_hint'),
      group,
      shown: isKiosk,
      control: { kind: 'switch' },
      ...asSwitch,
    },
  ];
}

function queuesOfOffice({ lists, draft }: Around) {
  const office = draft['office_id'];
  return optionsOf(inUse(lists.queues).filter(({ office_id }) => office_id === office));
}

export function kindWords(kind: DeviceKind): string {
  switch (kind) {
    case 'display':
      return t('display');
    case 'kiosk':
      return t('kiosk');
  }
}
