/** All words of a list, which the compiler counts. */
export function wordsOf<Word extends string>(words: Readonly<Record<Word, 0>>): readonly string[] {
  return Object.keys(words);
}
