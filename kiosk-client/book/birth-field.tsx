import { localeOf } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';
import type { PersonDraft } from './person-draft.ts';
import { t } from './texts.ts';

type Birth = PersonDraft['birth'];
type Part = keyof Birth;

const PARTS: Record<Part, { words: () => string; digits: number; autocomplete: AutoFill }> = {
  day: { words: () => t('day'), digits: 2, autocomplete: 'bday-day' },
  month: { words: () => t('month'), digits: 2, autocomplete: 'bday-month' },
  year: { words: () => t('year'), digits: 4, autocomplete: 'bday-year' },
};

/** Three numbers, in the order in which the reader writes dates. A calendar is no way to find one's own birthday. */
export function BirthField({
  birth,
  error,
  change,
}: {
  birth: Birth;
  error: string | undefined;
  change: (birth: Birth) => void;
}) {
  return (
    <fieldset
      class={error === undefined ? 'birth field' : 'birth field field--wrong'}
      aria-describedby={error === undefined ? undefined : 'birth-note'}
    >
      <legend class="field__label">{t('birth')}</legend>
      <div class="birth__parts">
        {inOrder().map((part, index) => {
          const { words, digits, autocomplete } = PARTS[part];
          return (
            <label key={part} class={`birth__part birth__part--${part}`}>
              <span class="birth__label">{words()}</span>
              <input
                id={index === 0 ? 'field-birth' : undefined}
                class="field__input"
                inputMode="numeric"
                autocomplete={autocomplete}
                maxLength={digits}
                aria-invalid={error !== undefined}
                value={birth[part]}
                onInput={({ currentTarget }) => change({ ...birth, [part]: currentTarget.value })}
              />
            </label>
          );
        })}
      </div>
      {error !== undefined && (
        <p class="field__note" id="birth-note">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function inOrder(): Part[] {
  const parts = new Intl.DateTimeFormat(localeOf(language.value)).formatToParts(new Date());
  return parts.map(({ type }) => type).filter((type): type is Part => type in PARTS);
}
