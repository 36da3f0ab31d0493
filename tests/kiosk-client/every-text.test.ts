import { EVERY_LANGUAGE } from '../../kiosk-client/languages/every-language.ts';
import { LANGUAGES } from '../../models/vocabulary.ts';

type Message = string | Readonly<Record<string, string>>;
type Texts = Readonly<Record<string, Message>>;

/** The parts that are made of texts alone; in those of the server some are made by a function. */
const catalogues = Object.entries(EVERY_LANGUAGE.en)
  .filter(([, part]) => typeof part === 'object' && !Array.isArray(part))
  .filter(([part]) => !['spoken', 'places', 'lonePlaces'].includes(part))
  .map(([part]) => part);

test('the screens and the server speak', () => {
  expect(catalogues).toEqual(expect.arrayContaining(['patient', 'shared', 'letters']));
});

test.each(LANGUAGES)('%s is there under its own name', (language) => {
  expect(EVERY_LANGUAGE[language].name).not.toBe('');
});

describe.each(catalogues)('%s', (part) => {
  test.each(LANGUAGES)('%s is complete, and asks for the same values as English', (language) => {
    const [english, own] = [textsOf('en', part), textsOf(language, part)];
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(
      Object.entries(own).flatMap(([key, message]) => complaints(key, message, english[key] ?? '', language)),
    ).toEqual([]);
  });
});

function complaints(key: string, message: Message, english: Message, language: string): string[] {
  const given = namesIn(english);
  const texts = formsOf(message);
  // "two people" needs no number, but no form may ask for a value that nobody gives.
  const asked = namesIn(message).filter((name) => !given.includes(name));
  const forgotten = typeof message === 'string' ? given.filter((name) => !namesIn(message).includes(name)) : [];
  const forms = typeof message === 'string' ? [] : formsIn(language).filter((form) => !(form in message));
  return [
    ...texts.filter((text) => text.trim() === '').map(() => `${key} is empty`),
    ...asked.map((name) => `${key} asks for {${name}}, which nobody gives`),
    ...(language !== 'en' && texts.some((text) => isSentence(text) && formsOf(english).includes(text))
      ? [`${key} is not translated`]
      : []),
    ...forgotten.map((name) => `${key} forgets {${name}}`),
    ...forms.map((form) => `${key} lacks the plural form ${form}`),
    ...(typeof message === 'string' ? [] : unsaid(key, message, language)),
  ];
}

/** "Code" may be the same in two languages. */
function isSentence(text: string): boolean {
  return text.split(' ').filter((word) => /^\p{L}{2,}[.,:?]?$/u.test(word)).length > 2;
}

/** Hindi says of nobody what it says of one: "1 waiting" would be a lie about an empty queue. */
function unsaid(key: string, { one = '', other = '' }: Readonly<Record<string, string>>, language: string): string[] {
  const meansMore = new Intl.PluralRules(language).select(0) === 'one';
  return meansMore && other.includes('{count}') && !one.includes('{count}')
    ? [`${key} does not say {count} in one`]
    : [];
}

/** A text that is made by a function is asked for with the names of its values. */
function textsOf(language: (typeof LANGUAGES)[number], part: string): Texts {
  const all: Readonly<Record<string, unknown>> = EVERY_LANGUAGE[language];
  return Object.fromEntries(Object.entries(all[part] ?? {}).map(([key, text]) => [key, made(text)]));
}

function made(text: unknown): Message {
  if (typeof text === 'object' && text !== null && Object.values(text).some((one) => typeof one === 'function'))
    return Object.values(text)
      .flatMap((one) => formsOf(made(one)))
      .join('\n');
  if (typeof text !== 'function') return text as Message;
  // Either some values one by one, or all in one object.
  const values = { organization: '{organization}', link: '{link}', toString: () => '{first}' };
  const said: unknown = (text as (...given: unknown[]) => unknown)(values, '{second}');
  return typeof said === 'string' ? said : Object.values(said as Record<string, string>).join('\n');
}

function formsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function namesIn(message: Message): string[] {
  const names = formsOf(message).flatMap((text) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''));
  return [...new Set(names)].toSorted();
}

/** Those that are needed below a thousand: in Spanish and French another one begins at a million. */
function formsIn(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)))];
}
