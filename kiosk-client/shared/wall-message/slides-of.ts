import type { Language } from '../../../models/vocabulary.ts';
import type { ShownMessage } from '../../../realtime/contract/resources/display-messages.ts';
import type { Slide } from './wall-message.tsx';

/**
 * What the wall shows, one after the other: each message in each of its languages, in the organization's order. A picture without
 * words is shown once.
 */
export function slidesOf(
  messages: readonly ShownMessage[],
  languages: readonly Language[],
  broken: ReadonlySet<string> = new Set(),
): Slide[] {
  return messages.reduce<Slide[]>((slides, { id, texts, picture_url }) => {
    const picture = picture_url !== null && !broken.has(picture_url) ? picture_url : null;
    const said = languages.reduce<Slide[]>((all, language) => {
      const text = texts[language];
      return text === undefined ? all : all.concat({ key: `${id}:${language}`, language, text, picture });
    }, []);
    if (said.length > 0) return slides.concat(said);
    return picture === null ? slides : slides.concat({ key: id, language: null, text: null, picture });
  }, []);
}
