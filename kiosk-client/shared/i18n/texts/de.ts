import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en, 'de'> = {
  live: 'Live',
  connecting: 'Verbindung wird aufgebaut',
  reconnecting: 'Verbindung wird wiederhergestellt',
  last_known: 'Stand von {time}',
  language: 'Sprache',
  close: 'Schließen',
  cancel: 'Abbrechen',
  try_again: 'Noch einmal versuchen',
  problem: 'Etwas ist schiefgegangen',
  offline: 'Keine Verbindung. Bitte das Netz prüfen und noch einmal versuchen.',
  dismiss: 'Ausblenden',
  suspended: 'Diese Organisation ist vorübergehend angehalten',
  suspended_hint: 'Nichts geht verloren. Diese Seite kommt von selbst zurück, sobald es weitergeht.',
  closed: 'Diese Organisation wurde geschlossen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copy_by_hand: 'Kopieren ging nicht. Der Text ist markiert: Bitte von Hand kopieren.',
};
