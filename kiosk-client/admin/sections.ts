import type { Permission } from '../../models/vocabulary.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import type { IconName } from '../shared/ui/icon.tsx';
import { PLACES, type Place } from './address.ts';
import { allows } from './allows.ts';
import { t } from './texts.ts';

/** What it takes to open a place. */
const NEEDS: Record<Place, Permission> = {
  today: 'queue.watch_staff',
  guide: 'catalogue.change',
  sheet: 'catalogue.read',
  calendar: 'appointment.read',
  queues: 'catalogue.read',
  counters: 'catalogue.read',
  offices: 'catalogue.read',
  providers: 'catalogue.read',
  schedules: 'catalogue.read',
  services: 'catalogue.read',
  devices: 'device.read',
  'display-messages': 'catalogue.read',
  users: 'user.read',
  invitations: 'user.change',
  organization: 'organization.change',
  domains: 'organization.change',
  'api-keys': 'api_key.read',
  plan: 'usage.read',
  data: 'patient.erase',
  'audit-log': 'audit.read',
  'security-log': 'audit.read',
  'support-access': 'audit.read',
};

/** Places that belong together share one line of the navigation, and are changed between above the page. */
export type Section = { icon: IconName; words: string; places: readonly Place[] };

export function sections(): readonly Section[] {
  return [
    { icon: 'overview', words: t('today'), places: ['today'] },
    { icon: 'calendar', words: t('calendar'), places: ['calendar'] },
    { icon: 'list', words: t('queues'), places: ['queues'] },
    { icon: 'door', words: t('counters'), places: ['counters'] },
    { icon: 'place', words: t('offices'), places: ['offices'] },
    { icon: 'care', words: t('providers'), places: ['providers', 'schedules'] },
    { icon: 'desk', words: t('services'), places: ['services'] },
    { icon: 'screen', words: t('devices'), places: ['devices', 'display-messages'] },
    { icon: 'people', words: t('users'), places: ['users', 'invitations'] },
    { icon: 'palette', words: t('organization'), places: ['organization', 'domains', 'api-keys', 'plan', 'data'] },
    { icon: 'clock', words: t('log'), places: ['audit-log', 'security-log', 'support-access'] },
  ];
}

/** Pages that are opened from another one, and marked as it is. */
export function sectionOf(place: Place): Place {
  if (place === 'guide') return 'today';
  return place === 'sheet' ? 'queues' : place;
}

export function mayOpen(user: User, place: Place): boolean {
  return allows(user, NEEDS[place]);
}

export function placesFor(user: User, { places }: Section): Place[] {
  return PLACES.filter((place) => places.includes(place) && mayOpen(user, place));
}

/** A place among its neighbours. */
export function tabWords(place: Place): string {
  switch (place) {
    case 'users':
      return t('tab_users');
    case 'providers':
      return t('tab_providers');
    case 'schedules':
      return t('working_hours');
    case 'devices':
      return t('devices');
    case 'display-messages':
      return t('messages');
    case 'invitations':
      return t('invitations');
    case 'organization':
      return t('tab_organization');
    case 'domains':
      return t('domains');
    case 'api-keys':
      return t('api_keys');
    case 'plan':
      return t('plan');
    case 'data':
      return t('data');
    case 'audit-log':
      return t('audit_log');
    case 'security-log':
      return t('security_log');
    case 'support-access':
      return t('support_access');
    case 'today':
    case 'guide':
    case 'sheet':
    case 'calendar':
    case 'queues':
    case 'counters':
    case 'offices':
    case 'services':
      return '';
  }
}
