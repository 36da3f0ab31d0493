import './old-browsers.ts';
import './ui/tokens.css';
import './ui/base.css';
import { startLanguage } from './i18n/language.ts';

/** The same as `startScreen` where there is no organization yet. */
export function startPlatform(): HTMLElement {
  startLanguage([]);
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  return root;
}
