import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Refusal } from '../../models/rules/refusal.ts';

/**
 * So many guesses, as a power of ten, a password has to withstand from somebody who begins with the known ones. Hashing slowly and
 * counting wrong ones does the rest.
 */
const ENOUGH = 8;

/** What stands behind cannot make a password weaker, and reading all of 128 characters held the node up for 0.3 s. */
const READ = 24;

let guesser: ZxcvbnFactory | undefined;

/**
 * Wherever a password is set. There are no rules of composition: it must not be among the known ones, nor one of them in disguise
 * (`P4ssw0rd2026`), nor made of keys in a row or of words that everybody here knows.
 * @param words  the organization's name and slug, the person's name and e-mail address
 * @throws Refusal `weak_password`
 */
export function requireStrongPassword(password: string, words: readonly string[]): void {
  // The lists take 50 ms to unfold, and most nodes never need them.
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: READ });
  const { guessesLog10 } = guesser.check(password, words.flatMap(spellings));
  if (guessesLog10 < ENOUGH) throw new Refusal('weak_password');
}

/** A name or what stands before an `@`, its parts, and its parts written together. */
function spellings(word: string): string[] {
  const name = word.toLowerCase().replace(/@.*$/, '');
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  return [name, ...parts, parts.join('')].filter((spelling) => spelling.length >= 3);
}
