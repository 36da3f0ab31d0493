import { part } from '../../languages/part.ts';
import { language } from '../../shared/i18n/language.ts';
import { t } from './texts.ts';

const SENTENCES = part('actions');

/** What was done, as a person would say it; an action without words of its own keeps its name. */
export function actionWords(action: string): string {
  const sentences: Partial<Record<string, string>> = SENTENCES[language.value];
  return sentences[action] ?? t('other_action', { action: action.replace(/[._]/g, ' ') });
}

/** What can be looked for: the first word of actions. */
export const NOUNS = [
  'organization',
  'user',
  'invitation',
  'api_key',
  'domain',
  'office',
  'service',
  'provider',
  'queue',
  'counter',
  'device',
  'display_message',
  'schedule',
  'schedule_exception',
  'appointment',
  'patient',
  'support',
] as const;

export function nounWords(noun: (typeof NOUNS)[number]): string {
  switch (noun) {
    case 'organization':
      return t('noun_organization');
    case 'user':
      return t('noun_user');
    case 'invitation':
      return t('invitations');
    case 'api_key':
      return t('api_keys');
    case 'domain':
      return t('domains');
    case 'office':
      return t('noun_office');
    case 'service':
      return t('noun_service');
    case 'provider':
      return t('noun_provider');
    case 'queue':
      return t('noun_queue');
    case 'counter':
      return t('noun_counter');
    case 'device':
      return t('noun_device');
    case 'display_message':
      return t('noun_display_message');
    case 'schedule':
      return t('noun_schedule');
    case 'schedule_exception':
      return t('noun_schedule_exception');
    case 'appointment':
      return t('noun_appointment');
    case 'patient':
      return t('noun_patient');
    case 'support':
      return t('support_access');
  }
}
