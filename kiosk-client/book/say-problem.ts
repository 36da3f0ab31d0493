import { ApiProblem } from '../shared/api.ts';
import { t as shared } from '../shared/i18n/shared-texts.ts';
import { t } from './texts.ts';

/** A no, in the reader's language. */
export function sentenceFor(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return shared('problem');
  switch (problem.code) {
    case 'offline':
    case 'unavailable':
      return shared('offline');
    case 'too_many_requests':
      return t('too_many');
    case 'slot_taken':
    case 'slot_not_offered':
      return t('just_taken');
    case 'hold_expired':
      return t('kept_over');
    case 'person_busy':
      return t('person_busy');
    case 'person_limit':
      return t('person_limit');
    case 'change_too_late':
      return t('change_too_late');
    case 'too_early':
      return t('too_early');
    case 'too_far':
      return t('too_far');
    case 'no_queue':
      return t('no_queue');
    case 'not_possible_now':
    case 'not_found':
    case 'not_permitted':
      return t('no_longer_possible');
    default:
      return shared('problem');
  }
}
