import { t } from '../texts.ts';

/** Why nothing was found, and what to do. Which half of name and date is wrong is nobody's business. */
export function wrongWords(code: string, by: 'code' | 'name'): string {
  switch (code) {
    case 'not_found':
      return by === 'code' ? t('code_unknown') : t('person_unknown');
    case 'too_many_requests':
      return t('too_many_tries');
    case 'offline':
    case 'unavailable':
      return t('offline');
    default:
      return t('not_possible');
  }
}
