import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en, 'de'> = {
  email: 'E-Mail',
  password: 'Passwort',
  sign_in: 'Anmelden',
  link_over: 'Dieser Anmelde-Link gilt nicht mehr. Bitte mit dem Passwort anmelden.',
  one_moment: 'Einen Moment …',
  try_again: 'Noch einmal',
};
