import { CALLING_CODES } from './calling-codes.ts';
import { countryNames } from './country-names.ts';
import { Entry } from './entry.tsx';
import type { PersonDraft } from './person-draft.ts';
import { t } from './texts.ts';

type Props = {
  country: string;
  phone: string;
  error: string | undefined;
  change: (parts: Partial<PersonDraft>) => void;
};

/** A number as it is dialled at home, and which country that is: the office's, until somebody says another. */
export function PhoneField({ country, phone, error, change }: Props) {
  const code = CALLING_CODES.get(country);
  return (
    <Entry id="field-phone" label={t('phone')} error={error}>
      {(about) => (
        <div class="phone" dir="ltr">
          <span class="phone__country">
            <span class="phone__code" aria-hidden="true">
              {code === undefined ? '+' : `${country} +${code}`}
            </span>
            <select
              class="phone__select"
              aria-label={t('country')}
              autocomplete="country"
              value={country}
              onChange={({ currentTarget }) => change({ country: currentTarget.value })}
            >
              {code === undefined && <option value="">{t('country')}</option>}
              {countryNames().map(({ id, name }) => (
                <option key={id} value={id}>
                  {`${name} +${CALLING_CODES.get(id) ?? ''}`}
                </option>
              ))}
            </select>
          </span>
          <input
            {...about}
            class="field__input phone__number"
            type="tel"
            inputMode="tel"
            autocomplete="tel"
            maxLength={30}
            value={phone}
            onInput={({ currentTarget }) => change({ phone: currentTarget.value, country })}
          />
        </div>
      )}
    </Entry>
  );
}
