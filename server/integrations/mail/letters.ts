import { part } from '../../../kiosk-client/languages/part.ts';
import { languageFor } from '../../../models/rules/language-for.ts';
import type { Language } from '../../../models/vocabulary.ts';
import type { Letter } from './send-mail.ts';

const LETTERS = part('letters');

type Sender = { name: string; languages: readonly string[] };

/** In the organization's first language. */
export function invitationLetter(sender: Sender, to: string, link: string): Letter {
  return { to, ...LETTERS[languageOf(sender)].invitation({ organization: sender.name, link }) };
}

export function resetLetter(sender: Sender, to: string, link: string): Letter {
  return { to, ...LETTERS[languageOf(sender)].reset({ organization: sender.name, link }) };
}

function languageOf({ languages }: Sender): Language {
  return languageFor([], languages);
}
