import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(root, folder, path));
const text = (path: string) => readFileSync(path, 'utf8');

/** Commands that a request, a socket or the clock reaches. */
function reachable(): string[] {
  const callers = ['server/http', 'server/jobs', 'server/access'].flatMap(sourcesIn);
  const imported = callers.flatMap((caller) =>
    [...text(caller).matchAll(/^import (?!type )[^;]*? from '([^']*\/commands\/\w[^']*)'/gm)].map(([, path = '']) =>
      relative(join(root, 'server/commands'), join(caller, '..', path)),
    ),
  );
  return [...new Set(imported)].filter((path) => /^[\w-]+\/[\w-]+\.ts$/.test(path)).toSorted();
}

/** A password, a link, a token or the screen's own code is the permission: it is not known yet who asks. */
const NOBODY_YET: readonly string[] = [
  'api-keys/see-api-key.ts',
  'auth/ask-for-reset.ts',
  'auth/begin-session.ts',
  'auth/end-session-of-token.ts',
  'auth/renew-session.ts',
  'auth/require-otp.ts',
  'auth/reset-password.ts',
  'devices/ask-for-code.ts',
  'devices/give-device-token.ts',
  'devices/see-device.ts',
  'invitations/accept-invitation.ts',
  'organizations/create-organization.ts',
  'support/begin-support.ts',
];

/** Parts of others; those who ask for them here have looked at the asker themselves. */
const PARTS: readonly string[] = [
  'auth/end-sessions.ts', // the own one, by its own token, or one whose token was used twice
  'auth/make-reset-link.ts', // for how long a link is good
  'log/security-event.ts', // what was refused
];

test('whoever reaches a command is asked first whether they may', () => {
  const commands = reachable();
  expect(commands.length).toBeGreaterThan(60);
  const unasked = commands.filter(
    (path) => !/\b(?:permit|permitEverywhere|requireSystem)\(/.test(text(join(root, 'server/commands', path))),
  );
  expect(unasked).toEqual([...NOBODY_YET, ...PARTS].toSorted());
});
