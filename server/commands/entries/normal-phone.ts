import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** E.164 where the number can be understood, its digits otherwise: the same phone is the same person. */
export function normalPhone(text: string): string {
  const parsed = parsePhoneNumberFromString(text);
  return parsed?.isPossible() === true ? parsed.number : text.replace(/[^\d+]/g, '');
}
