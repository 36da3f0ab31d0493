import { LANGUAGE_NAMES, isLanguage, language, languages } from '../shared/i18n/language.ts';
import { BirthField } from './birth-field.tsx';
import { Entry } from './entry.tsx';
import type { Flow } from './flow.ts';
import type { PersonDraft, Wrong } from './person-draft.ts';
import { PhoneField } from './phone-field.tsx';
import { t } from './texts.ts';
import { wrongWords } from './wrong-words.ts';

type Props = { flow: Flow; wrong: Wrong; change: (parts: Partial<PersonDraft>) => void };

/** Who comes and how to reach them. What is not needed is said so. */
export function PersonFields({ flow, wrong, change: set }: Props) {
  const { person } = flow.draft.value;
  return (
    <>
      <Entry id="field-name" label={t('name')} error={wrongWords('name', wrong)}>
        {(about) => (
          <input
            {...about}
            class="field__input"
            autocomplete="name"
            autocapitalize="words"
            maxLength={120}
            value={person.name}
            onInput={({ currentTarget }) => set({ name: currentTarget.value })}
          />
        )}
      </Entry>
      <fieldset class="group">
        <legend class="group__title">{t('reach')}</legend>
        <p class="group__hint">{t('reach_hint')}</p>
        <PhoneField
          country={person.country === '' ? (flow.office.value?.country ?? '') : person.country}
          phone={person.phone}
          error={wrongWords('phone', wrong)}
          change={set}
        />
        <Entry id="field-email" label={t('email')} error={wrongWords('email', wrong)}>
          {(about) => (
            <input
              {...about}
              class="field__input"
              type="email"
              inputMode="email"
              autocomplete="email"
              autocapitalize="none"
              spellcheck={false}
              dir="ltr"
              maxLength={254}
              value={person.email}
              onInput={({ currentTarget }) => set({ email: currentTarget.value })}
            />
          )}
        </Entry>
        <label class="check">
          <input
            type="checkbox"
            class="check__box"
            checked={person.reminders}
            onChange={({ currentTarget }) => set({ reminders: currentTarget.checked })}
          />
          <span>{t('remind_me')}</span>
        </label>
      </fieldset>
      <details class="more" open={wrong.birth !== undefined || wrong.note !== undefined || undefined}>
        <summary class="more__title">{t('more')}</summary>
        <BirthField birth={person.birth} error={wrongWords('birth', wrong)} change={(birth) => set({ birth })} />
        <Entry id="field-note" label={t('note')} hint={t('note_hint')} error={wrongWords('note', wrong)}>
          {(about) => (
            <textarea
              {...about}
              class="field__input field__input--lines"
              rows={3}
              maxLength={500}
              dir="auto"
              value={person.note}
              onInput={({ currentTarget }) => set({ note: currentTarget.value })}
            />
          )}
        </Entry>
        {languages.value.length > 1 && (
          <Entry id="field-language" label={t('letters_in')}>
            {(about) => (
              <select
                {...about}
                class="field__input"
                value={person.language === '' ? language.value : person.language}
                onChange={({ currentTarget: { value } }) => isLanguage(value) && set({ language: value })}
              >
                {languages.value.map((one) => (
                  <option key={one} value={one} lang={one}>
                    {LANGUAGE_NAMES[one]}
                  </option>
                ))}
              </select>
            )}
          </Entry>
        )}
      </details>
    </>
  );
}
