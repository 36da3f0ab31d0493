import type { PersonField, Wrong } from './person-draft.ts';
import { t } from './texts.ts';

/** What to put right. */
export function wrongWords(field: PersonField, wrong: Wrong): string | undefined {
  const how = wrong[field];
  if (how === undefined) return undefined;
  if (how === 'reach') return t('reach_missing');
  switch (field) {
    case 'name':
      return t('name_missing');
    case 'phone':
      return t('phone_wrong');
    case 'email':
      return t('email_wrong');
    case 'birth':
      return t('birth_wrong');
    case 'note':
      return t('note_wrong');
  }
}
