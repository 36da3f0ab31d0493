import { page } from '../shared/page.ts';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';

export function Header() {
  const { name, logo_url } = page.organization;
  return (
    <header class="header">
      {logo_url === null ? <p class="header__name">{name}</p> : <img class="header__logo" src={logo_url} alt={name} />}
      <LanguagePicker />
    </header>
  );
}
