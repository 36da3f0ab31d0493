import { chooseLanguage, isLanguage, language, LANGUAGE_NAMES, languages } from '../i18n/language.ts';
import { t } from '../i18n/shared-texts.ts';
import './language-picker.css';

/** Nothing to choose from: nothing to see. */
export function LanguagePicker({ keep = true }: { keep?: boolean }) {
  if (languages.value.length < 2) return null;
  return (
    <label class="language-picker">
      <span class="unseen">{t('language')}</span>
      <svg class="language-picker__icon" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />
      </svg>
      <select
        class="language-picker__select"
        value={language.value}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && chooseLanguage(value, { keep })}
      >
        {languages.value.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
