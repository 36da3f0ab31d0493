import fc from 'fast-check';
import { part } from '../../../../kiosk-client/languages/part.ts';
import index from '../../../../kiosk-client/shared/announce/clips/index.json';
import { BREATH, phrase, spokenLanguages } from '../../../../kiosk-client/shared/announce/phrase.ts';
import { LANGUAGES } from '../../../../models/vocabulary.ts';

const words = part('spoken');
const marks: Partial<Record<string, object>> = index;
/** A language without sound files is spoken by the machine itself, or not at all. */
const recorded = LANGUAGES.filter((language) => language in index);
const said = (counter: string | null, language: (typeof LANGUAGES)[number] = 'en') =>
  phrase(language, { ticket_number: 'A042', counter, again: false });
const place = (counter: string | null) => {
  const { clips } = said(counter);
  return clips.slice(clips.indexOf(BREATH) + 1).join(' ');
};

describe('what is said', () => {
  test('a ticket number is said letter by letter and digit by digit', () => {
    expect(said('Room 3').clips).toEqual(['ticket', 'A', '0', '4', '2', BREATH, 'go', 'room', '3']);
    expect(said('Room 3').sentence).toBe('Ticket A, 0, 4, 2, please go to room 3.');
  });

  test.each([
    ['Counter 12', 'go counter 12'],
    ['Schalter 2', 'go counter 2'],
    ['Zimmer Nr. 4', 'go room 4'],
    ['Sala 7', 'go room 7'],
    ['الغرفة ٣', 'go room 3'],
    ['غرفة رقم 3', 'go room 3'],
    ['कमरा नंबर 3', 'go room 3'],
    ['काउंटर १२', 'go counter 12'],
    ['खिड़की 2', 'go window 2'],
    ['खिड़की 2', 'go window 2'],
    ['Room 3B', 'go room 3 B'],
    ['room3', 'go room 3'],
    ['Desk C', 'go desk C'],
    ['Room 214', 'go room 2 1 4'],
    ['Room 07', 'go room 0 7'],
    ['Reception', 'go reception'],
    ['Desk', 'go at_desk'],
    ['Labor', 'go lab'],
    ['constructor', 'look'],
    ['constructor 3', 'look'],
    ['Dr. Okafor', 'look'],
    ['Room of the sleeping cat', 'look'],
    ['', 'look'],
    [null, 'look'],
  ])('%s is said as "%s"', (counter, expected) => {
    expect(place(counter)).toBe(expected);
  });

  test('a machine with a voice reads a name that clips do not know', () => {
    expect(said('Dr. Okafor').sentence).toBe('Ticket A, 0, 4, 2, Dr. Okafor.');
  });

  test('Hindi names the place first and then says what to do there', () => {
    const { clips, sentence } = said('Room 3', 'hi');
    expect(clips).toEqual(['ticket', 'A', '0', '4', '2', BREATH, 'go', 'room', '3', 'go_after']);
    expect(sentence).toBe('टोकन नंबर A, 0, 4, 2, कृपया कमरा नंबर 3 की ओर जाएँ.');
  });

  test('somebody called again hears "once again" first', () => {
    const again = phrase('de', { ticket_number: 'B7', counter: 'Raum 1', again: true });
    expect(again.clips.slice(0, 3)).toEqual(['again', BREATH, 'ticket']);
    expect(again.sentence).toBe('Noch einmal: Nummer B, 7, bitte kommen Sie in Raum 1.');
  });

  test('whatever a counter is called, every clip exists in every language that has clips', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(
          fc.string(),
          fc.constantFrom('Room ', 'Platz ', 'Sala ').chain((noun) => fc.nat(2000).map((n) => noun + n)),
        ),
        fc.boolean(),
        (ticket_number, counter, again) => {
          for (const language of recorded) {
            for (const clip of phrase(language, { ticket_number, counter, again }).clips) {
              expect(clip === BREATH || clip in (marks[language] ?? {})).toBe(true);
            }
          }
        },
      ),
    );
  });

  test('every language has the same words, and each that has clips has one of each word', () => {
    const common = (names: object = {}) =>
      Object.keys(names)
        .filter((name) => name !== 'go_after')
        .toSorted();
    for (const language of LANGUAGES) expect(common(words[language])).toEqual(common(words.en));
    expect(recorded).toContain('en');
    for (const language of recorded) {
      expect(common(marks[language])).toEqual(common(index.en));
      expect('go_after' in (marks[language] ?? {})).toBe('go_after' in words[language]);
    }
  });

  test('languages are spoken in the order of the organization, and English where it names none that can be', () => {
    expect(spokenLanguages(['ar', 'en', 'xx'])).toEqual(['ar', 'en']);
    expect(spokenLanguages(['xx'])).toEqual(['en']);
  });
});
