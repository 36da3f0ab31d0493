/** What the keyboard and a clicker ask for. */
export type KeyWish = 'next' | 'recall' | 'serve' | 'finish' | 'no_show' | 'undo' | 'search' | 'keys';

export const KEYS: readonly { key: string; wish: KeyWish }[] = [
  { key: 'N', wish: 'next' },
  { key: 'S', wish: 'serve' },
  { key: 'R', wish: 'recall' },
  { key: 'X', wish: 'no_show' },
  { key: 'F', wish: 'finish' },
  { key: 'U', wish: 'undo' },
  { key: '/', wish: 'search' },
  { key: '?', wish: 'keys' },
];

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** Letters go by what is printed on the key, and on a keyboard without Latin letters by where the key is. A held key counts once. */
export function keyWish(press: KeyPress): KeyWish | null {
  if (press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === 'PageDown') return 'next';
  const printed = press.key.toUpperCase();
  const letter = /^[A-Z?/]$/.test(printed) ? printed : press.code.replace('Key', '');
  return KEYS.find(({ key }) => key === letter)?.wish ?? null;
}
