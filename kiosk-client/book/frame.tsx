import type { ComponentChildren } from 'preact';
import { page } from '../shared/page.ts';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';

/** The organization above, one question below it, and beside or between them what has been chosen. */
export function Frame({
  children,
  way,
  aside,
  wide = false,
}: Record<'children' | 'way' | 'aside', ComponentChildren> & {
  /** What stands in it makes use of a desk by itself. */
  wide?: boolean;
}) {
  const { name, logo_url } = page.organization;
  return (
    <div class="shell">
      <header class="top">
        {logo_url === null ? <p class="top__name">{name}</p> : <img class="top__logo" src={logo_url} alt={name} />}
        <LanguagePicker />
      </header>
      {way}
      <div class={`columns${aside ? ' columns--two' : ''}${wide ? ' columns--own' : ''}`}>
        {aside}
        <main class="main">{children}</main>
      </div>
    </div>
  );
}
