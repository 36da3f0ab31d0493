import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LANGUAGES } from '../../models/vocabulary.ts';

type Message = string | Record<string, string>;
type Texts = Record<string, Message>;

const root = join(import.meta.dirname, '../..');
/** Every catalogue is a folder with one file a language, named and exported as the language. */
const catalogues = readdirSync(join(root, 'kiosk-client'), { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'en.ts')
  .map((file) => join('kiosk-client', dirname(file)));

test('the screens speak', () => {
  expect(catalogues).toContain('kiosk-client/patient/texts');
  expect(catalogues).toContain('kiosk-client/shared/i18n/texts');
});

describe.each(catalogues)('%s', (folder) => {
  test.each(LANGUAGES)('%s is complete, and asks for the same values as English', async (language) => {
    const [english, own] = [await texts(folder, 'en'), await texts(folder, language)];
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
    ...forgotten.map((name) => `${key} forgets {${name}}`),
    ...forms.map((form) => `${key} lacks the plural form ${form}`),
  ];
}

async function texts(folder: string, language: string): Promise<Texts> {
  const module = (await import(join(root, folder, `${language}.ts`))) as Record<string, Texts>;
  const own = module[language];
  if (!own) throw new Error(`${folder}/${language}.ts does not export ${language}`);
  return own;
}

function formsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function namesIn(message: Message): string[] {
  const names = formsOf(message).flatMap((text) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''));
  return [...new Set(names)].toSorted();
}

/** Spanish has a third form that begins at a million. */
function formsIn(language: string): string[] {
  return new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.filter((form) => language !== 'es' || form !== 'many');
}
