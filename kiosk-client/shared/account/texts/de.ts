import type { Translation } from '../../i18n/catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en, 'de'> = {
  email: 'E-Mail',
  password: 'Passwort',
  sign_in: 'Anmelden',
  link_over: 'Dieser Anmelde-Link gilt nicht mehr. Bitte mit dem Passwort anmelden.',
  one_moment: 'Einen Moment …',
  try_again: 'Noch einmal',
  sign_in_other: 'Anderes Konto',
  code: 'Code',
  code_hint: 'Sechs Ziffern aus der App auf dem Telefon.',
  recovery_code: 'Ersatzcode',
  recovery_code_hint: 'Einer der Codes, die bei der Einrichtung angezeigt wurden. Jeder gilt einmal.',
  use_recovery_code: 'Ersatzcode verwenden',
  use_app: 'App verwenden',
  second_step: 'Noch ein Schritt',
  forgot: 'Passwort vergessen?',
  wait_seconds: {
    one: 'In {count} Sekunde noch einmal versuchen.',
    other: 'In {count} Sekunden noch einmal versuchen.',
  },
  wait_minutes: { one: 'In {count} Minute noch einmal versuchen.', other: 'In {count} Minuten noch einmal versuchen.' },
  used_of: '{used} von {most} sind in Gebrauch.',
  password_rule: 'Mindestens 12 Zeichen. Am besten ein paar Wörter hintereinander.',
  show_password: 'Passwort anzeigen',
  role_owner: 'Inhaber: alles',
  role_admin: 'Verwaltung: Zugänge und Behandelnde',
  role_manager: 'Leitung: Warteschlangen und Bildschirme',
  role_staff: 'Team: ruft auf',
  role_viewer: 'Ansicht: nur sehen',
  support_banner: 'Support-Zugriff durch {operator} bis {time}: {reason}',
};
