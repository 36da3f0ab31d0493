import { LANGUAGES, type Language } from '../../../models/vocabulary.ts';
import { part } from '../../languages/part.ts';
import type { LonePlace, LonePlaces, Place, Places } from '../../languages/spoken.ts';

/**
 * What is said for one call in one language: as clip names in order, as a sentence for a machine's own voice, and as a caption for
 * whoever reads along.
 */
export type Phrase = { clips: string[]; sentence: string; caption: string };

const words = part('spoken');

/** A breath between the number and the place. */
export const BREATH = ' ';

/** How counters are named, in whichever language the organization wrote them. */
const PLACES = Object.values(part('places')).reduce<Places>((all, own) => ({ ...all, ...own }), {});
/** Places there is one of, named without a number. */
const ALONE = Object.values(part('lonePlaces')).reduce<LonePlaces>((all, own) => ({ ...all, ...own }), {});
/** "Room no. 3" is room 3. */
const NUMBER_WORDS = Object.values(part('numberWords'))
  .reduce<string[]>((all, own) => all.concat(own), [])
  .map((word) => word.replace(/\./g, '\\.'))
  .join('|');
const NUMBERED = new RegExp(`^(\\S+?)(?:\\s+|\\s*(?=\\d))(?:(?:${NUMBER_WORDS})\\s*)?([a-z]?\\s?\\d{0,4}\\s?[a-z]?)$`);
/** The highest number that is one clip; above it digits are said one by one, as people say "room two one four". */
const HIGHEST = 40;

export function phrase(
  language: Language,
  call: { ticket_number: string; counter: string | null; again: boolean },
): Phrase {
  const said = words[language];
  const ticket = characters(call.ticket_number);
  const place = placeOf(call.counter);
  const clips = [...(call.again ? ['again', BREATH] : []), 'ticket', ...ticket, BREATH];
  const again = call.again ? `${said.again}: ` : '';
  const start = `${again}${said.ticket} ${ticket.join(', ')}`;
  const read = `${again}${said.ticket} ${isolated(call.ticket_number)}`;
  if (place !== null) {
    const told = [said.go, said[place.noun], place.number, said.go_after].filter(Boolean).join(' ');
    const after = said.go_after === undefined ? [] : ['go_after'];
    return {
      clips: [...clips, 'go', place.noun, ...spokenNumber(place.number), ...after],
      sentence: `${start}, ${told}.`,
      caption: written(`${read}, ${told}.`),
    };
  }
  // A name of the house's own ("Dr. Okafor"): a voice can read it, clips cannot.
  const where = call.counter === null ? `, ${said.look}.` : `: ${isolated(call.counter)}`;
  return {
    clips: [...clips, 'look'],
    sentence: `${start}, ${call.counter ?? said.look}.`,
    caption: written(`${read}${where}`),
  };
}

/** Only the number, for the person who has just got it. */
export function numberPhrase(language: Language, ticketNumber: string): Phrase {
  const ticket = characters(ticketNumber);
  const said = words[language].ticket;
  return {
    clips: ['ticket', ...ticket],
    sentence: `${said} ${ticket.join(', ')}.`,
    caption: written(`${said} ${isolated(ticketNumber)}`),
  };
}

/** Languages that can be spoken, in the organization's order; of one language only, the call is said twice. */
export function spokenLanguages(offered: readonly string[]): Language[] {
  const spoken = LANGUAGES.filter((language) => offered.includes(language));
  spoken.sort((a, b) => offered.indexOf(a) - offered.indexOf(b));
  return spoken.length > 0 ? spoken : [LANGUAGES[0]];
}

function placeOf(counter: string | null): { noun: Place | LonePlace; number: string } | null {
  if (counter === null) return null;
  const name = plainDigits(counter.trim().toLowerCase().normalize());
  // Not from the prototype: a counter may be called "constructor".
  const alone = Object.keys(ALONE).includes(name) ? ALONE[name] : undefined;
  if (alone !== undefined) return { noun: alone, number: '' };
  const match = NUMBERED.exec(name);
  const noun = match?.[1] !== undefined && Object.keys(PLACES).includes(match[1]) ? PLACES[match[1]] : undefined;
  const number = match?.[2]?.replace(/\s/g, '').toUpperCase() ?? '';
  return noun === undefined || number === '' ? null : { noun, number };
}

function spokenNumber(number: string): string[] {
  const parts = number.match(/\d+|[A-Z]/g) ?? [];
  return parts.reduce<string[]>((clips, part) => clips.concat(isOneClip(part) ? part : characters(part)), []);
}

function isOneClip(part: string): boolean {
  return /^(0|[1-9]\d?)$/.test(part) ? Number(part) <= HIGHEST : false;
}

function characters(text: string): string[] {
  return plainDigits(text.toUpperCase()).match(/[A-Z0-9]/g) ?? [];
}

/** Keeps its own direction inside a sentence of another one. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** As people write it: the vowels of Arabic are for voices, and its comma is turned round. */
function written(sentence: string): string {
  return sentence.replace(/[\u064B-\u0652\u0670]/g, '').replace(/,(?= [\u0621-\u064A])/g, '،');
}

/** Arabic-Indic, Persian and Devanagari digits as 0 to 9. */
function plainDigits(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}
