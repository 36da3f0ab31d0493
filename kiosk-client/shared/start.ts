import './old-browsers.ts';
import './ui/tokens.css';
import './ui/base.css';
import { startLanguage } from './i18n/language.ts';
import { page } from './page.ts';
import { showStanding } from './standing-screen.tsx';
import { showBrand } from './ui/brand.ts';

/** What every screen does first: the organization's languages and colour. Answers the element that the screen draws into. */
export function startScreen(): HTMLElement {
  startLanguage(page.organization.languages);
  showBrand(page.organization.primary_colour);
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  showStanding(root);
  return root;
}
