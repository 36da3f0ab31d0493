import { directionOf, languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES } from '../../../models/vocabulary.ts';
import type { PushMessage } from '../../../realtime/contract/resources/pushes.ts';
import type { Push } from '../../commands/pushes/take-pushes.ts';
import { PUSH_WORDS } from './push-words.ts';

/** What is said to one telephone of a call, in its language. */
export function pushMessage(
  { kind, ticketNumber, counter, language: wanted }: Push,
  { path, tag }: { path: string; tag: string },
): PushMessage {
  const language = languageFor([wanted], LANGUAGES);
  const words = PUSH_WORDS[language];
  const where = counter === null ? words.toDesk : words.goTo(counter);
  return {
    title: kind === 'called' ? words.called(ticketNumber) : words.nearly(ticketNumber),
    body: kind === 'called' ? where : words.back,
    path,
    tag,
    urgent: kind === 'called',
    language,
    direction: directionOf(language),
  };
}
