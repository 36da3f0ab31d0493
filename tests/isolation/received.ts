import type { Answer } from '../server/http/client.ts';
import type { IdentityName, World } from './world.ts';

/** Who stands before the door and reads no word about a patient or the staff. */
export const OUTSIDERS: readonly IdentityName[] = ['display', 'kiosk', 'patient', 'holder', 'passerBy', 'expired'];

/** The words that an identity of `world` must never read. */
export type Forbidden = { what: string; word: string }[];

export function forbiddenTo(
  who: IdentityName,
  world: World,
  others: readonly World[],
  idsOf: ReadonlyMap<World, readonly string[]>,
): Forbidden {
  const foreign = others.flatMap((other) => [
    ...Object.entries(other.marks).map(([kind, word]) => ({ what: `${kind} of ${other.name}`, word })),
    ...(idsOf.get(other) ?? []).map((word) => ({ what: `an id of ${other.name}`, word })),
    ...[...other.credentials, ...other.secrets].map(([kind, word]) => ({
      what: `${kind}'s secret of ${other.name}`,
      word,
    })),
  ]);
  if (!OUTSIDERS.includes(who)) return foreign;
  const { patient, phone, inner } = world.marks;
  return [
    ...foreign,
    ...[patient, phone, inner].map((word) => ({ what: 'an inner word of the own organization', word })),
  ];
}

/** Which forbidden words are in the text, apart from what the asker itself has said. */
export function found(text: string, forbidden: Forbidden, said: readonly string[] = []): string[] {
  let unsaid = text;
  for (const word of said) unsaid = unsaid.replaceAll(word, '');
  const lower = unsaid.toLowerCase();
  return forbidden.filter(({ word }) => lower.includes(word.toLowerCase())).map(({ what }) => what);
}

/** Everything that came back: status, headers, body. */
export function everything({ status, headers, text }: Answer): string {
  return [String(status), ...[...headers].map(([name, value]) => `${name}: ${value}`), '', text].join('\n');
}

/** Says of two answers to requests with the same id what tells them apart; empty where nobody could. */
export function difference(one: Answer, other: Answer, said: readonly string[]): string {
  const [a, b] = [comparable(one, said), comparable(other, said)];
  const [only, instead] = [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))];
  return only.length + instead.length === 0 ? '' : `${only.join(' ')} instead of ${instead.join(' ')}`;
}

/** All but the time, what is left of an allowance, and the asker's own words. */
function comparable(answer: Answer, said: readonly string[]): string[] {
  const lines = everything(answer)
    .replaceAll(/^(date|retry-after|ratelimit|x-ratelimit[\w-]*): .*$/gm, '$1')
    .split('\n');
  return lines.map((line) => said.reduce((rest, word) => rest.replaceAll(word, '<said>'), line));
}
