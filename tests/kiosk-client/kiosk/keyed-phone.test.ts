import { afterKey, grouped, noPhone, writtenPhone, type PhoneKey } from '../../../kiosk-client/kiosk/keyed-phone.ts';

const type = (keys: string, callingCode: string | null = '49') =>
  Array.from(keys).reduce(
    (phone, key) => afterKey(phone, key === '<' ? 'erase' : (key as PhoneKey), callingCode), // the test's own keys
    noPhone(callingCode),
  );

test('a number is sent as it was typed: the country of the tablet is known where it is judged', () => {
  expect(writtenPhone(type('01701234567'))).toBe('01701234567');
});

test('a plus before the first digit begins a number of another country, and a later one nothing', () => {
  expect(writtenPhone(type('+34600111222'))).toBe('+34600111222');
  expect(writtenPhone(type('34+6'))).toBe('346');
});

test('what was typed can be erased, the plus at last', () => {
  expect(type('17<')).toEqual({ abroad: false, digits: '1' });
  expect(type('+3<<')).toEqual({ abroad: false, digits: '' });
});

test('where nobody knows the country every number begins with its code', () => {
  expect(writtenPhone(type('49170', null))).toBe('+49170');
  expect(type('4<<', null)).toEqual({ abroad: true, digits: '' });
});

test('nobody types more than any number in the world has', () => {
  expect(type('1'.repeat(40)).digits).toHaveLength(15);
});

test('digits stand in groups, and none alone', () => {
  expect(['', '17', '170', '1701', '17012', '1701234', '1701234567', '17012345678'].map(grouped)).toEqual([
    '',
    '17',
    '170',
    '1701',
    '170 12',
    '170 1234',
    '170 123 4567',
    '170 123 456 78',
  ]);
});
