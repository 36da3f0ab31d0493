import { directionOf, languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES } from '../../../models/vocabulary.ts';

test.each([
  [['de'], ['en', 'de'], 'de'],
  [['de-AT'], ['en', 'de'], 'de'],
  [['hi-IN', 'en-IN'], ['en', 'hi'], 'hi'],
  [['HI_in'], ['en', 'hi'], 'hi'],
  // The dearest that is offered, not the first that is named.
  [['pt-BR', 'es', 'en'], ['en', 'es'], 'es'],
  // The organization's own language comes before English.
  [['pt-BR'], ['ar', 'en'], 'ar'],
  [['*'], ['de', 'en'], 'de'],
  [[], ['es', 'de'], 'es'],
  [[null, undefined, ''], ['es'], 'es'],
  [['xx'], ['xx', 'hi'], 'hi'],
  [['xx'], ['xx'], 'en'],
  [['fr'], [], 'en'],
])('who wishes %j where %j is spoken reads %s', (wishes, offered, language) => {
  expect(languageFor(wishes, offered)).toBe(language);
});

test('Arabic is written from right to left, the others are not', () => {
  expect(LANGUAGES.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
});
