import { effect } from '@preact/signals';
import { page } from './page.ts';

/** What a tab of the browser is called: `Staff · City Clinic`, in the language of the screen. */
export function nameWindow(screen: () => string): void {
  effect(() => {
    document.title = `${screen()} · ${page.organization.name}`;
  });
}
