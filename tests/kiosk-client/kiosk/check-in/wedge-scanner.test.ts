import { createScanReader } from '../../../../kiosk-client/kiosk/check-in/wedge-scanner.ts';

function heard(text: string, { every, enterAfter = every }: { every: number; enterAfter?: number }) {
  const reader = createScanReader();
  const keys = Array.from(text);
  keys.forEach((key, index) => reader.read(key, index * every));
  return reader.read('Enter', (keys.length - 1) * every + enterAfter);
}

test('what is typed faster than anybody types, and ends with Enter, was scanned', () => {
  expect(heard('K7M2QP9X', { every: 8 })).toBe('K7M2QP9X');
  expect(heard('https://clinic.example/b/apt_abc', { every: 15 })).toBe('https://clinic.example/b/apt_abc');
});

test('what a person types was not, nor their Enter after it', () => {
  expect(heard('K7M2QP9X', { every: 120 })).toBeNull();
  expect(heard('K7M2QP9X', { every: 8, enterAfter: 400 })).toBeNull();
  expect(heard('K7', { every: 8 })).toBeNull();
});

test('letters that somebody had typed before are not part of it, and Shift is no letter', () => {
  const reader = createScanReader();
  reader.read('A', 0);
  const scan = ['Shift', 'K', '7', 'Shift', 'M', '2', 'Q', 'P'];
  scan.forEach((key, index) => reader.read(key, 1_000 + index * 10));
  expect(reader.read('Enter', 1_090)).toBe('K7M2QP');
  expect(reader.read('Enter', 1_100)).toBeNull();
});
