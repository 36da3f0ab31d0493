/** What an English text looks like: `{name}` stands for a value; plurals are chosen by the value `count`. */
export type Source = Readonly<Record<string, string | Plural<'one' | 'other'>>>;

/** The same texts in another language, which has other plural forms. */
export type Translation<S extends Source, Form extends Intl.LDMLPluralRule> = {
  readonly [K in keyof S]: S[K] extends string ? string : Plural<Form>;
};

type Plural<Form extends Intl.LDMLPluralRule> = Readonly<Record<Form, string>>;

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** The values that a text asks for. */
export type NamesIn<Text> = (Text extends string ? Names<Text> : 'count' | Names<Text[keyof Text]>) & string;

/**
 * What is wrong with the values of translated texts, in words. "Two people" needs no number, but a text without plurals says
 * every value that it is given.
 */
export type Complaints<Where extends string, Ours, Theirs> = {
  [K in keyof Ours & keyof Theirs & string]:
    | `${Where}.${K} asks for {${Exclude<NamesIn<Theirs[K]>, NamesIn<Ours[K]>>}}, which nobody gives`
    | (Ours[K] extends string ? `${Where}.${K} forgets {${Exclude<NamesIn<Ours[K]>, NamesIn<Theirs[K]>>}}` : never);
}[keyof Ours & keyof Theirs & string];
