import { t } from '../texts.ts';

export type Template = {
  id: string;
  name: string;
  services: readonly { name: string; minutes: number }[];
  /** `service`: the place of its service above. */
  queues: readonly { name: string; prefix: string; service: number | null }[];
  counters: readonly string[];
};

/** What most places begin with. Everything in it can be renamed, added to and put out of use afterwards. */
export function templates(): readonly Template[] {
  return [
    {
      id: 'practice',
      name: t('template_practice'),
      services: [
        { name: t('service_consultation'), minutes: 15 },
        { name: t('service_prescriptions'), minutes: 5 },
      ],
      queues: [
        { name: t('service_consultation'), prefix: 'A', service: 0 },
        { name: t('service_prescriptions'), prefix: 'P', service: 1 },
      ],
      counters: [t('counter_reception'), t('counter_room', { number: '1' }), t('counter_room', { number: '2' })],
    },
    {
      id: 'laboratory',
      name: t('template_laboratory'),
      services: [
        { name: t('service_blood'), minutes: 10 },
        { name: t('service_results'), minutes: 5 },
      ],
      queues: [
        { name: t('service_blood'), prefix: 'B', service: 0 },
        { name: t('service_results'), prefix: 'R', service: 1 },
      ],
      counters: [
        t('counter_room', { number: '1' }),
        t('counter_room', { number: '2' }),
        t('counter_desk', { number: '1' }),
      ],
    },
    {
      id: 'office',
      name: t('template_office'),
      services: [
        { name: t('service_applications'), minutes: 15 },
        { name: t('service_questions'), minutes: 5 },
      ],
      queues: [
        { name: t('service_applications'), prefix: 'A', service: 0 },
        { name: t('service_questions'), prefix: 'I', service: 1 },
      ],
      counters: ['1', '2', '3'].map((number) => t('counter_desk', { number })),
    },
    {
      id: 'simple',
      name: t('template_simple'),
      services: [],
      queues: [{ name: t('queue_simple'), prefix: 'A', service: null }],
      counters: [t('counter_desk', { number: '1' })],
    },
  ];
}
