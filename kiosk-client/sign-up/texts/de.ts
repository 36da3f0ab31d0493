import type { Translation } from '../../shared/i18n/catalogue.ts';
import type { en } from './en.ts';

export const de: Translation<typeof en, 'de'> = {
  title: 'Organisation anlegen',
  about:
    'Warteschlangen, in denen niemand stehen muss. Von hier bis zur ersten aufgerufenen Nummer sind es fünf Minuten.',
  organization: 'Die Organisation',
  name: 'Name',
  name_hint: 'Wie an der Tür. Jeder Bildschirm zeigt ihn.',
  name_wrong: 'Bitte einen Namen angeben.',
  slug: 'Adresse',
  slug_hint: 'Ihre Bildschirme sind unter {address}',
  slug_taken: '„{slug}“ ist schon vergeben. Wählen Sie eine andere, zum Beispiel mit dem Ort.',
  slug_wrong: 'Kleine Buchstaben, Ziffern und Bindestriche, 3 bis 63.',
  time_zone: 'Zeitzone',
  time_zone_hint: 'Bestimmt, wann der Tag beginnt und die Nummern bei 1 anfangen.',
  time_zone_wrong: 'Bitte eine aus der Liste wählen, etwa Europe/Berlin.',
  you: 'Sie',
  owner: 'Ihr Name',
  email: 'E-Mail',
  email_hint: 'Zum Anmelden.',
  email_wrong: 'Das ist keine E-Mail-Adresse.',
  password: 'Passwort',
  create: 'Organisation anlegen',
};
