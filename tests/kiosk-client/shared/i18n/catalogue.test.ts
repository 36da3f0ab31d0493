import type { Complaints, Translation } from '../../../../kiosk-client/languages/translation.ts';
import { catalogue } from '../../../../kiosk-client/shared/i18n/catalogue.ts';
import { formatCountdown, formatTime } from '../../../../kiosk-client/shared/i18n/format.ts';
import { LANGUAGES, type Language } from '../../../../models/vocabulary.ts';
import { chooseLanguage } from '../../../../kiosk-client/shared/i18n/language.ts';

const en = { hello: 'Hello {name}', before: { one: '{count} person', other: '{count} people' }, plain: 'Yes' } as const;
type Arabic = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
const de: Translation<typeof en, 'one' | 'other'> = {
  hello: 'Hallo {name}',
  before: { one: '{count} Person', other: '{count} Personen' },
  plain: 'Ja',
};
const ar: Translation<typeof en, Arabic> = {
  hello: 'مرحبا {name}',
  before: { zero: 'لا أحد', one: 'شخص', two: 'شخصان', few: '{count} أشخاص', many: '{count} شخصًا', other: '{count} شخص' },
  plain: 'نعم',
};
// The other languages do not matter here.
const everywhere = Object.fromEntries(LANGUAGES.map((language) => [language, de])) as Record<Language, typeof de>;
const { t, say } = catalogue({ ...everywhere, en, ar });

test('puts values in, in the plural form of the language', () => {
  expect(say('en', 'before', { count: 1 })).toBe('1 person');
  expect(say('de', 'before', { count: 1200 })).toBe('1.200 Personen');
  expect([0, 1, 2, 3, 11].map((count) => say('ar', 'before', { count }))).toEqual([
    'لا أحد',
    'شخص',
    'شخصان',
    '3 أشخاص',
    '11 شخصًا',
  ]);
});

test('a ticket number keeps its direction inside a sentence from right to left', () => {
  expect(say('ar', 'hello', { name: 'A042' })).toBe('مرحبا \u2068A042\u2069');
});

test('speaks the language of the screen', () => {
  chooseLanguage('de', { keep: false });
  expect(t('plain')).toBe('Ja');
  chooseLanguage('en', { keep: false });
  expect(t('plain')).toBe('Yes');
});

test('what is missing does not compile', () => {
  // @ts-expect-error a missing key
  const missing: Translation<typeof en, 'one' | 'other'> = { hello: '', before: { one: '', other: '' } };
  // @ts-expect-error a missing plural form
  const form: Translation<typeof en, Arabic> = { ...ar, before: { one: '', other: '' } };
  // @ts-expect-error a forgotten value
  const forgotten = () => t('hello');
  // @ts-expect-error a value by another name
  const misnamed = () => t('hello', { nam: 'x' });
  // @ts-expect-error a translation that says no name: "de.hello forgets {name}"
  const nameless: Complaints<'de', typeof en, { hello: 'Hallo' }> = null;
  // @ts-expect-error a translation that asks for what nobody gives: "de.plain asks for {who}, which nobody gives"
  const curious: Complaints<'de', typeof en, { plain: 'Ja, {who}' }> = null;
  expect([missing, form, forgotten, misnamed, nameless, curious]).toHaveLength(6);
});

test('writes times on the clock of the place, in western digits', () => {
  expect(formatTime('2026-12-01T09:41:00Z', 'Europe/Berlin', 'de')).toBe('10:41');
  expect(formatTime('2026-12-01T09:41:00Z', 'Asia/Riyadh', 'ar')).toMatch(/^12:41/);
});

test('counts down to zero and no further', () => {
  expect([245_000, 59_001, 1, 0, -5_000].map(formatCountdown)).toEqual(['4:05', '1:00', '0:01', '0:00', '0:00']);
});
