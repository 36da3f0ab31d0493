import { page } from '../shared/page.ts';
import { LanguagePicker } from '../shared/ui/language-picker.tsx';
import { isLarge, toggleTextSize } from './text-size.ts';
import { t } from './texts.ts';

export function Header() {
  const { name, logo_url } = page.organization;
  return (
    <header class="header">
      {logo_url === null ? <p class="header__name">{name}</p> : <img class="header__logo" src={logo_url} alt={name} />}
      <div class="header__tools">
        <button
          type="button"
          class="text-size"
          aria-label={t('larger_text')}
          title={t('larger_text')}
          aria-pressed={isLarge.value}
          onClick={toggleTextSize}
        >
          <span class="text-size__small" aria-hidden="true">
            A
          </span>
          <span class="text-size__large" aria-hidden="true">
            A
          </span>
        </button>
        <LanguagePicker />
      </div>
    </header>
  );
}
