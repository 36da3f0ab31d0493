import { createPasswords } from '../../../server/access/passwords.ts';

test('a password matches its own hash and no other', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches('correct horse battery', hash)).toBe(true);
  expect(await passwords.matches('correct horse batterY', hash)).toBe(false);
});

test('an account that is not there is never matched, not even by the password that stands in for it', async () => {
  expect(await createPasswords().matches('nobody has this password', null)).toBe(false);
});

test('however many sign in at once, all are answered, and too many are told so', async () => {
  const passwords = createPasswords();
  const answers = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash('correct horse battery')));
  const refused = answers.filter(({ status }) => status === 'rejected');
  // Two work, a hundred wait.
  expect(refused).toHaveLength(8);
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable' } });
  expect(await passwords.hash('once more')).toContain('$argon2id$');
}, 30_000);
