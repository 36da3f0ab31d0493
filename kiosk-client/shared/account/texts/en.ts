import type { Source } from '../../i18n/catalogue.ts';

export const en = {
  email: 'E-mail',
  password: 'Password',
  sign_in: 'Sign in',
  link_over: 'This sign-in link is no longer valid. Sign in with your password.',
  one_moment: 'One moment …',
  try_again: 'Try again',
} as const satisfies Source;
