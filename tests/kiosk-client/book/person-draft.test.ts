import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { CALLING_CODES } from '../../../kiosk-client/book/calling-codes.ts';
import { nobody, personBody, wrongIn, type PersonDraft } from '../../../kiosk-client/book/person-draft.ts';

const TODAY = '2026-11-24';
const person = (parts: Partial<PersonDraft>): PersonDraft => ({
  ...nobody(),
  name: 'Pat',
  email: 'p@example.org',
  ...parts,
});
const birth = (day: string, month: string, year: string) => person({ birth: { day, month, year } });

test('a name and one way to be reached are enough', () => {
  expect(wrongIn(nobody(), TODAY)).toEqual({ name: 'missing', phone: 'reach' });
  expect(wrongIn(person({}), TODAY)).toEqual({});
  expect(wrongIn(person({ email: '', phone: '0170 123' }), TODAY)).toEqual({});
  expect(personBody(person({ language: 'de' }), 'hi')).toEqual({
    patient_name: 'Pat',
    email: 'p@example.org',
    language: 'de',
    reminders: true,
  });
});

test.each(['pat', 'pat@example', 'pat @example.org'])('%s is no e-mail address', (email) => {
  expect(wrongIn(person({ email }), TODAY)).toEqual({ email: 'wrong' });
});

test('a date of birth that does not exist, or is yet to come, is wrong', () => {
  for (const [day, month, year] of [
    ['30', '2', '1980'],
    ['1', '13', '1980'],
    ['1', '', '1980'],
    ['1', '1', '80'],
    ['25', '11', '2026'],
  ] as const)
    expect(wrongIn(birth(day, month, year), TODAY)).toEqual({ birth: 'wrong' });
  expect(personBody(birth('29', '2', '2000'), 'en').birth_date).toBe('2000-02-29');
});

test('a number as it is dialled at home is sent with its country, and one with a country as it is', () => {
  const sent = (phone: string, country: string) => personBody(person({ phone, country }), 'en').phone ?? '';
  for (const [phone, country, number] of [
    ['0170 1234567', 'DE', '+491701234567'],
    ['07911 123456', 'GB', '+447911123456'],
    ['06 12345678', 'IT', '+390612345678'],
    ['098765 43210', 'IN', '+919876543210'],
    ['+1 202 555 0143', 'DE', '+12025550143'],
    ['0041 44 668 18 00', 'DE', '+41446681800'],
  ] as const)
    expect(parsePhoneNumberFromString(sent(phone, country))?.number).toBe(number);
  expect(sent('0170 1234567', '')).toBe('0170 1234567');
});

test('every country has the calling code that the server knows', () => {
  expect([...CALLING_CODES]).toEqual(getCountries().map((country) => [country, getCountryCallingCode(country)]));
});
