import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { createKeys } from '../../../server/access/keys.ts';
import { createPersonalData } from '../../../server/access/personal-data.ts';

const of = createPersonalData(createKeys('only-for-tests-0123456789abcdef0123456789abcdef'));
const [mine, other] = [uuidv7(), uuidv7()];
const entry = uuidv7();
/** What the cipher says of anything that is not whole or not in its place. */
const UNOPENED = /unable to authenticate|does not know|authentication tag|initialization vector/i;
const PAT = { patient_name: 'Pat', phone: '+4930123', email: 'pat@example.org', note: 'limps' };

test('what is sealed for an entry opens for that entry', () => {
  const word = fc.option(fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(fc.record({ patient_name: word, phone: word, email: word, note: word }), (words) => {
      const sealed = of(mine).seal(entry, words);
      // Where nothing is known there is nothing to seal.
      const nothing = Object.values(words).every((text) => text === null);
      expect(sealed === null).toBe(nothing);
      expect(sealed === null ? words : of(mine).open(entry, sealed)).toEqual(words);
    }),
  );
});

test('it opens for no other entry, no other organization and no other service', () => {
  const sealed = of(mine).seal(entry, PAT) ?? Buffer.of();
  const stranger = createPersonalData(createKeys('another-secret-0123456789abcdef0123456789abcdef'));
  expect(() => of(mine).open(uuidv7(), sealed)).toThrow(UNOPENED);
  expect(() => of(other).open(entry, sealed)).toThrow(UNOPENED);
  expect(() => stranger(mine).open(entry, sealed)).toThrow(UNOPENED);
});

test('whatever was altered or cut does not open', () => {
  const sealed = of(mine).seal(entry, PAT) ?? Buffer.of();
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => of(mine).open(entry, altered)).toThrow(UNOPENED);
    expect(() => of(mine).open(entry, sealed.subarray(0, at))).toThrow(UNOPENED);
  }
});

test('the same words never look the same twice, and show nothing of themselves', () => {
  const [first, second] = [of(mine).seal(entry, PAT), of(mine).seal(entry, PAT)];
  expect(first).not.toEqual(second);
  for (const word of Object.values(PAT)) expect(first?.includes(word)).toBe(false);
});

test('a phone has one index in its organization, another in every other, and another than an address', () => {
  expect(of(mine).phoneIndex('+4930123')).toBe(of(mine).phoneIndex('+4930123'));
  const all = [
    of(mine).phoneIndex('+4930123'),
    of(mine).phoneIndex('+4930124'),
    of(mine).emailIndex('+4930123'),
    of(other).phoneIndex('+4930123'),
  ];
  expect(new Set(all).size).toBe(4);
});
