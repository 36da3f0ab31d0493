import type { Service } from '../../../realtime/contract/resources/services.ts';
import { spanWords } from '../../shared/calendar/span-words.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { t } from '../texts.ts';
import { asNumber, asSwitch } from './controls.ts';
import type { Draft } from './draft.ts';
import type { Field } from './resource.ts';

type Rule = Exclude<keyof Service['booking'], 'online' | 'reminders'>;

/** Before the start: a week, two days, one, four hours, two, one, half of one. */
const REMINDERS = [10_080, 2_880, 1_440, 240, 120, 60, 30];

/** How a service is booked: whether patients do it themselves, and for fine tuning what begins with what is usual. */
export function bookingFields(): Field[] {
  return [
    {
      path: 'booking.online',
      label: t('booking_online'),
      hint: t('booking_online_hint'),
      group: t('group_booking'),
      control: { kind: 'switch' },
      ...asSwitch,
    },
    span('grid', null, t('booking_grid'), { least: 5, most: 480 }, t('booking_grid_hint')),
    span('buffer_before', 0, t('booking_before'), { least: 0, most: 480 }),
    span('buffer_after', 0, t('booking_after'), { least: 0, most: 480 }),
    count('capacity', 1, t('booking_capacity'), { most: 200, unit: t('people') }, t('booking_capacity_hint')),
    span('notice', 60, t('booking_notice'), { least: 0, most: 43_200 }, t('booking_staff_free')),
    count('horizon', 90, t('booking_horizon'), { most: 730, unit: t('in_days_ahead') }, t('booking_staff_free')),
    span('change_until', 120, t('booking_change'), { least: 0, most: 43_200 }, t('booking_change_hint')),
    count('person_limit', 3, t('booking_limit'), { most: 100 }),
    span('hold', 5, t('booking_hold'), { least: 1, most: 60 }),
    span('offer', 15, t('booking_offer'), { least: 0, most: 1440 }, t('booking_offer_hint')),
    span('early_from', 60, t('booking_early'), { least: 0, most: 1440 }),
    span('no_show_after', 30, t('booking_missed'), { least: 1, most: 1440 }),
    {
      ...rules(),
      path: 'booking.reminders',
      label: t('booking_reminders'),
      hint: t('booking_reminders_hint'),
      control: { kind: 'several', options: reminderOptions },
      toControl: (value) => (value as number[]).map(String), // as the contract has it
      fromControl: (control) => (control as string[]).map(Number).sort((one, other) => other - one), // only this control writes it
    },
  ];
}

function rules() {
  return { group: t('group_booking_rules'), only: 'existing' as const };
}

function span(
  name: Rule,
  usual: number | null,
  label: string,
  range: { least: number; most: number },
  hint = '',
): Field {
  return {
    ...rules(),
    path: `booking.${name}`,
    label,
    hint: [hint, !usual ? '' : t('usually', { value: spanWords(usual) })].join(' ').trim(),
    control: { kind: 'span', ...range },
    ...(usual === null ? { nullable: true } : { required: true, initial: String(usual) }),
    ...asNumber,
  };
}

function count(name: Rule, usual: number, label: string, range: { most: number; unit?: string }, hint = ''): Field {
  return {
    ...rules(),
    path: `booking.${name}`,
    label,
    hint: `${hint} ${t('usually', { value: formatNumber(usual) })}`.trim(),
    control: { kind: 'number', least: 1, ...range },
    required: true,
    initial: String(usual),
    ...asNumber,
  };
}

/** Those that were set through the API are among them, or the next change would take them away. */
function reminderOptions({ draft }: { draft: Draft }) {
  const chosen = draft['booking.reminders'];
  const own = Array.isArray(chosen) ? chosen.map(Number) : [];
  return Array.from(new Set([...REMINDERS, ...own]))
    .sort((one, other) => other - one)
    .map((minutes) => ({ value: String(minutes), words: spanWords(minutes) }));
}
