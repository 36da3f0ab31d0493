import type { Language } from '../../../models/vocabulary.ts';
import { BOOK_WORDS } from './book-words.ts';
import { escapeHtml } from './html.ts';

/** Free times change while somebody looks at them: without a script there are none to be shown. */
export function bookContent(language: Language): string {
  return `<noscript><main class="shell"><p class="notice">${escapeHtml(BOOK_WORDS[language].needs_script)}</p></main></noscript>`;
}
