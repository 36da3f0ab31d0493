import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en, 'de'> = {
  now_calling: 'Jetzt aufgerufen',
  calling_again: 'Noch einmal aufgerufen',
  last_called: 'Zuletzt aufgerufen',
  welcome: 'Willkommen',
  welcome_hint: 'Hier erscheint Ihre Nummer und wohin Sie gehen.',
  recent: 'Letzte Aufrufe',
  nobody_called: 'Noch keine Aufrufe',
  missed: 'Verpasst',
  missed_hint: 'Bitte am Empfang melden',
  next: 'Als Nächstes',
  nobody_waiting: 'Niemand wartet',
  waiting: { one: '{count} wartet', other: '{count} warten' },
  wait_range: 'etwa {from} bis {to} Min.',
  wait_about: 'etwa {to} Min.',
  wait_long: { one: 'mehr als {count} Stunde', other: 'mehr als {count} Stunden' },
  no_wait: 'keine Wartezeit',
  paused: 'Pause',
  paused_until: 'Pause bis {time}',
  closed: 'Geschlossen',
  sound_off: 'Der Ton ist aus. Zum Einschalten tippen',
  ask_at_desk: 'Bitte fragen Sie am Empfang',
  ask_why: 'Dieser Bildschirm hat seit {time} keine Verbindung.',
  no_queues: 'Dieser Bildschirm zeigt noch keine Warteschlange',
  no_queues_hint: 'Wählen Sie seine Warteschlangen in der Verwaltung unter „Geräte“.',
};
