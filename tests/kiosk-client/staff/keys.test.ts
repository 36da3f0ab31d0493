import { keyWish, type KeyPress } from '../../../kiosk-client/staff/keys.ts';

const press = (key: string, code = '', more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, repeat: false },
  ...more,
});

describe('keys', () => {
  test.each([
    ['n', 'next'],
    ['N', 'next'],
    ['PageDown', 'next'],
    ['r', 'recall'],
    ['s', 'serve'],
    ['f', 'finish'],
    ['x', 'no_show'],
    ['u', 'undo'],
    ['/', 'search'],
    ['?', 'keys'],
  ])('%s means %s', (key, wish) => {
    expect(keyWish(press(key))).toBe(wish);
  });

  test('on a keyboard without Latin letters the place of the key counts', () => {
    expect(keyWish(press('ى', 'KeyN'))).toBe('next');
    expect(keyWish(press('ق', 'KeyR'))).toBe('recall');
  });

  test('on one with other Latin letters what is printed counts', () => {
    expect(keyWish(press('q', 'KeyX'))).toBeNull();
    expect(keyWish(press('x', 'KeyB'))).toBe('no_show');
  });

  test('a held key, a short cut of the browser and any other key mean nothing', () => {
    expect(keyWish(press('n', 'KeyN', { repeat: true }))).toBeNull();
    expect(keyWish(press('f', 'KeyF', { ctrlKey: true }))).toBeNull();
    expect(keyWish(press('r', 'KeyR', { metaKey: true }))).toBeNull();
    expect(keyWish(press('Enter', 'Enter'))).toBeNull();
    expect(keyWish(press('1', 'Digit1'))).toBeNull();
  });
});
