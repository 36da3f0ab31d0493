import { imageSize } from 'image-size';
import { Refusal } from '../../models/rules/refusal.ts';

/** What browsers show and what cannot hold a script; by its first bytes, whatever the sender calls it. */
const BEGINNINGS = {
  'image/png': (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  'image/jpeg': (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/webp': (bytes: Buffer) =>
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
} as const;
export type ImageType = keyof typeof BEGINNINGS;
export const IMAGE_TYPES = Object.keys(BEGINNINGS) as ImageType[]; // its own keys

/** A small file can unpack into a picture of gigabytes, on a television as well. */
const LONGEST_SIDE = 2_000;

/**
 * The kind of a picture. Only its measures are read, nothing is unpacked.
 * @throws Refusal `invalid_input` for something else, and for pictures that are too large to show
 */
export function readImage(bytes: Buffer): ImageType {
  const type = IMAGE_TYPES.find((each) => BEGINNINGS[each](bytes));
  const size = type && sizeOf(bytes);
  if (!type || !size) throw wrong('must be a picture: PNG, JPEG or WebP');
  if (!isSide(size.width) || !isSide(size.height)) throw wrong(`must be at most ${LONGEST_SIDE} pixels wide and high`);
  return type;
}

function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  try {
    return imageSize(bytes);
  } catch {
    return null; // cut short or broken
  }
}

function isSide(length: number): boolean {
  return Number.isInteger(length) && length >= 1 && length <= LONGEST_SIDE;
}

function wrong(message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path: 'body', message }]);
}
