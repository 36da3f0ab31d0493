import { LANGUAGES } from '../../../models/vocabulary.ts';
import { invitationLetter, resetLetter } from '../../../server/integrations/mail/letters.ts';
import { createDeliverMail } from '../../../server/integrations/mail/deliver-mail.ts';
import { noMail, sendOnce } from '../../../server/integrations/mail/send-mail.ts';
import { openMailServer, textOf, type MailServer } from '../../support/mail-server.ts';

let server: MailServer;
const failures: object[] = [];
const letter = { to: 'mia@clinic.example', subject: 'Hello', text: 'A line.\n.\nThe last line.' };
const mailTo = (smtpUrl: string) =>
  sendOnce(
    createDeliverMail({
      smtpUrl,
      from: 'WaitLessQ <no-reply@queues.example>',
      onError: (failure) => failures.push(failure),
    }),
  );

beforeAll(async () => {
  server = await openMailServer();
});
afterAll(async () => {
  await server?.close();
});
beforeEach(() => {
  server.manner = 'takes';
  failures.length = 0;
});

test('a letter is handed over as it was written', async () => {
  expect(await mailTo(server.url)(letter)).toBe(true);
  const got = server.received.at(-1);
  expect(got).toMatchObject({ to: ['mia@clinic.example'], from: 'no-reply@queues.example' });
  expect(got?.message).toContain('Subject: Hello');
  expect(textOf(got?.message ?? '').trim()).toBe(letter.text);
});

test('neither a name nor a subject adds a header or somebody who reads along', async () => {
  const before = server.received.length;
  await mailTo(server.url)({ ...letter, subject: 'Clinic\r\nBcc: eve@evil.example' });
  expect(server.received.at(-1)?.to).toEqual(['mia@clinic.example']);
  expect(server.received.at(-1)?.message).not.toMatch(/^Bcc:/m);
  await mailTo(server.url)({ ...letter, to: 'mia@clinic.example, eve@evil.example' });
  for (const { to } of server.received.slice(before)) expect(to).not.toContain('eve@evil.example');
});

test.each([
  ['refuses the person', 'refuses', 550],
  ['says nothing', 'silent', null],
] as const)('a server that %s is no error, and the log does not name anybody', async (_, manner, response_code) => {
  server.manner = manner;
  expect(await mailTo(server.url)(letter)).toBe(false);
  expect(failures).toEqual([{ code: expect.any(String), response_code }]);
  expect(JSON.stringify(failures)).not.toContain('mia');
});

test('neither is one that is not there, nor that none was set up', async () => {
  const gone = await openMailServer();
  await gone.close();
  expect(await mailTo(gone.url)(letter)).toBe(false);
  expect(await noMail(letter)).toBe(false);
});

describe.each(LANGUAGES)('the letters in %s', (language) => {
  const sender = { name: 'City Clinic', languages: [language, 'en'] };

  test.each([
    ['invitation', invitationLetter],
    ['reset', resetLetter],
  ])('%s: names the organization and holds the link on a line of its own', async (_, write) => {
    const link = 'https://clinic.example/account#x=abc';
    const written = write(sender, 'mia@clinic.example', link);
    expect(written.subject).toContain('City Clinic');
    expect(written.text.split('\n')).toContain(link);
    expect(await mailTo(server.url)(written)).toBe(true);
    expect(textOf(server.received.at(-1)?.message ?? '').trim()).toBe(written.text);
  });
});

test('a letter in a language that we do not speak is in English', () => {
  expect(resetLetter({ name: 'C', languages: ['fr'] }, 'a@b.example', 'l').subject).toBe('New password for C');
});
