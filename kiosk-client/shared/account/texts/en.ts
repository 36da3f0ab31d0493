import type { Source } from '../../i18n/catalogue.ts';

export const en = {
  email: 'E-mail',
  password: 'Password',
  sign_in: 'Sign in',
  link_over: 'This sign-in link is no longer valid. Sign in with your password.',
  one_moment: 'One moment …',
  try_again: 'Try again',
  sign_in_other: 'Another account',
  code: 'Code',
  code_hint: 'Six digits, from the app on your phone.',
  recovery_code: 'Recovery code',
  recovery_code_hint: 'One of the codes you kept when you set up the second factor. Each works once.',
  use_recovery_code: 'Use a recovery code',
  use_app: 'Use the app',
  second_step: 'One more step',
  forgot: 'Forgot your password?',
  wait_seconds: { one: 'Try again in {count} second.', other: 'Try again in {count} seconds.' },
  wait_minutes: { one: 'Try again in {count} minute.', other: 'Try again in {count} minutes.' },
  used_of: '{used} of {most} are in use.',
} as const satisfies Source;
