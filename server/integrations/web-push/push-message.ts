import { directionOf, languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES } from '../../../models/vocabulary.ts';
import type { PushMessage } from '../../../realtime/contract/resources/pushes.ts';
import type { Push } from '../../commands/pushes/take-pushes.ts';
import { PUSH_WORDS } from './push-words.ts';

/** What is said to one telephone, in its language. */
export function pushMessage({ kind, ticketNumber, counter, language: wanted }: Push, tag: string): PushMessage {
  const language = languageFor([wanted], LANGUAGES);
  const words = PUSH_WORDS[language];
  const where = counter === null ? words.toDesk : words.goTo(counter);
  return {
    kind,
    ticket_number: ticketNumber,
    counter: kind === 'called' ? counter : null,
    tag,
    title: kind === 'called' ? words.called(ticketNumber) : words.nearly(ticketNumber),
    body: kind === 'called' ? where : words.back,
    language,
    direction: directionOf(language),
  };
}
