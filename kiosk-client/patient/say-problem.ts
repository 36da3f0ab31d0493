import { ApiProblem } from '../shared/api.ts';
import { t as shared } from '../shared/i18n/shared-texts.ts';
import { toast } from '../shared/ui/toast.tsx';
import { t } from './texts.ts';

/** A no, in the patient's language. */
export function say(problem: unknown): void {
  toast(sentence(problem), { tone: 'bad' });
}

function sentence(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return shared('problem');
  switch (problem.code) {
    case 'offline':
    case 'unavailable':
      return shared('offline');
    case 'not_possible_now':
      return t('no_longer_possible');
    case 'snooze_limit':
      return t('snoozes_over');
    default:
      return shared('problem');
  }
}
