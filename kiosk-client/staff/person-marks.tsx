import { LANES } from '../../models/vocabulary.ts';
import type { StaffEntry } from '../../realtime/contract/board.ts';
import { isLanguage, LANGUAGE_NAMES } from '../shared/i18n/language.ts';
import { t } from './texts.ts';

/** What sets a person apart, in words, the most pressing first. */
export function PersonMarks({ entry }: { entry: StaffEntry }) {
  return (
    <>
      {entry.coming && <span class="mark mark--coming">{t('on_the_way')}</span>}
      {entry.lane === LANES.urgent && <span class="mark mark--urgent">{t('urgent')}</span>}
      {entry.class === 'appointment' && <span class="mark">{t('appointment')}</span>}
      {entry.party_size > 1 && <span class="mark">{t('party', { count: entry.party_size })}</span>}
      {entry.language !== null && <span class="mark">{languageName(entry.language)}</span>}
      {entry.snoozes > 0 && <span class="mark">{t('let_others_first', { count: entry.snoozes })}</span>}
    </>
  );
}

/** By its own name, as on the person's own phone; one we have no catalogue for by its tag. */
function languageName(tag: string): string {
  const base = tag.split('-')[0] ?? tag;
  return isLanguage(base) ? LANGUAGE_NAMES[base] : tag;
}
