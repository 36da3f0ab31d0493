import {
  afterBirthKey,
  birthDate,
  birthParts,
  type BirthKey,
} from '../../../../kiosk-client/kiosk/check-in/birth-digits.ts';

const TODAY = '2026-05-04';

test('day, month and year fill one after the other, and are taken back the same way', () => {
  const keys: BirthKey[] = ['1', '0', '1', '2', '1', '9', '9', '0', '7'];
  const digits = keys.reduce(afterBirthKey, '');
  expect(digits).toBe('10121990');
  expect(birthParts(digits)).toEqual(['10', '12', '1990']);
  expect(birthParts(afterBirthKey('101', 'erase'))).toEqual(['10', '', '']);
});

test.each([
  ['10121990', '1990-12-10'],
  ['29022024', '2024-02-29'],
  ['04052026', '2026-05-04'],
  ['29022023', null],
  ['31041990', null],
  ['00011990', null],
  ['12131990', null],
  ['05052026', null],
  ['01011799', null],
  ['1012199', null],
])('%s is %s', (digits, date) => {
  expect(birthDate(digits, TODAY)).toBe(date);
});
