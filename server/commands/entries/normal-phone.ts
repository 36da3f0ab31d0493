import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/**
 * E.164 where the number can be understood, its digits otherwise: the same phone is the same person.
 * @param country  whose number it is, if it begins with no country code
 */
export function normalPhone(text: string, country: CountryCode | null = null): string {
  const parsed = parsePhoneNumberFromString(text, country ?? undefined);
  return parsed?.isPossible() === true ? parsed.number : text.replace(/[^\d+]/g, '');
}

/** Null for what is no phone number. */
export function validPhone(text: string, country: CountryCode | null): string | null {
  const parsed = parsePhoneNumberFromString(text, country ?? undefined);
  return parsed?.isValid() === true ? parsed.number : null;
}
