import { Refusal, type RefusalCode, REFUSALS } from '../../../models/rules/refusal.ts';

const CODES = Object.keys(REFUSALS) as RefusalCode[]; // keyof of a const table is its keys

describe('a refusal', () => {
  test.each(CODES)('%s has a code for programs and a sentence for people', (code) => {
    const refusal = new Refusal(code);
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(refusal).toMatchObject({ name: 'Refusal', code, message: REFUSALS[code], errors: [] });
    expect(refusal.message).toMatch(/^[A-Z].*\.$/);
  });

  test('no two reasons read the same', () => {
    expect(new Set(Object.values(REFUSALS)).size).toBe(CODES.length);
  });

  test('can say more precisely what is wrong and where', () => {
    const errors = [{ path: 'body.name', message: 'is missing' }];
    const refusal = new Refusal('invalid_input', 'The name is missing.', errors);
    expect(refusal).toMatchObject({ code: 'invalid_input', message: 'The name is missing.', errors });
    expect(refusal).toBeInstanceOf(Error);
  });
});
