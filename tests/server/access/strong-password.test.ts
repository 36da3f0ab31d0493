import { requireStrongPassword } from '../../../server/access/strong-password.ts';

const words = ['City Clinic', 'city-clinic', 'olga.owner@city-clinic.example', 'Olga Owner'];
const check = (password: string) => () => requireStrongPassword(password, words);

test.each([
  'password1234',
  'Password1234!',
  'P4ssw0rd!2026',
  'passwordpassword',
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  'qwertyuiop12',
  '1qaz2wsx3edc',
  'iloveyou1234',
  'letmeinletmein!',
  'a'.repeat(128),
  'City Clinic 2026',
  'cityclinic2026!',
  'olga.owner2026',
  'OlgaOwnerOlgaOwner',
])('%s is known or can be thought of', (password) => {
  expect(check(password)).toThrow(expect.objectContaining({ code: 'weak_password' }));
});

test.each(['correct horse battery staple', 'vier Enten im Regenschirm', '4f9d8a7c6b5e', 'wartezimmer voller zebras'])(
  '%s is taken: nobody asks for digits or signs',
  (password) => {
    expect(check(password)).not.toThrow();
  },
);

test('only the beginning is read: the time it takes does not grow with what somebody sends', () => {
  expect(check(`${'password'.repeat(3)}x9$Qr!7#kVq2wE&`)).toThrow(expect.objectContaining({ code: 'weak_password' }));
  expect(check(`vier Enten im Regenschirm${'0'.repeat(100)}`)).not.toThrow();
});
