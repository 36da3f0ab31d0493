import fc from 'fast-check';
import { Refusal } from '../../../models/rules/refusal.ts';
import { readImage } from '../../../server/access/read-image.ts';
import { pictures } from '../../support/pictures.ts';

const refused = expect.objectContaining({ code: 'invalid_input' });

test.each([
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
] as const)('a %s is known by what is in it, up to 2000 pixels', (kind, type) => {
  expect(readImage(pictures[kind](1, 1))).toBe(type);
  expect(readImage(pictures[kind](2_000, 2_000))).toBe(type);
  for (const [width, height] of [
    [2_001, 10],
    [10, 2_001],
    [16_000, 16_000],
  ] as const)
    expect(() => readImage(pictures[kind](width, height))).toThrow(refused);
});

test('a picture of a hundred thousand pixels that is a few bytes long is not unpacked', () => {
  expect(() => readImage(pictures.png(100_000, 100_000))).toThrow(refused);
  expect(() => readImage(pictures.png(0, 10))).toThrow(refused);
});

test.each([
  ['nothing', ''],
  ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a GIF', 'GIF89a\x01\x00\x01\x00'],
  ['an icon', '\x00\x00\x01\x00\x01\x00'],
  ['a BMP', 'BM\x00\x00\x00\x00'],
  ['half a PNG', '\x89PNG\r\n\x1a\n\x00\x00'],
  ['half a JPEG', '\xff\xd8\xff\xe0'],
  ['half a WebP', 'RIFF\x00\x00\x00\x00WEBP'],
  ['a sound', 'RIFF\x00\x00\x00\x00WAVEfmt '],
  ['a picture behind a page', `<html>${pictures.png(10, 10).toString('latin1')}`],
])('%s is no logo', (_what, bytes) => {
  expect(() => readImage(Buffer.from(bytes, 'latin1'))).toThrow(refused);
});

test('whatever comes after a right beginning, it is answered at once: taken or refused', () => {
  const beginnings = [pictures.png(10, 10), pictures.jpeg(10, 10), pictures.webp(10, 10)];
  fc.assert(
    fc.property(
      fc.constantFrom(...beginnings),
      fc.nat(40),
      fc.uint8Array({ maxLength: 2_000 }),
      (beginning, kept, rest) => {
        const began = performance.now();
        return isAnswered(Buffer.concat([beginning.subarray(0, kept), rest])) && performance.now() - began < 200;
      },
    ),
    { numRuns: 1_000 },
  );
});

function isAnswered(bytes: Buffer): boolean {
  try {
    return readImage(bytes).startsWith('image/');
  } catch (error) {
    return error instanceof Refusal;
  }
}
