/** Places that have numbers. */
export type Place = 'room' | 'counter' | 'window' | 'desk' | 'door';
/** Places there is one of. */
export type LonePlace = 'at_desk' | 'reception' | 'lab' | 'pharmacy' | 'xray';

export type Spoken = Readonly<Record<'again' | 'ticket' | 'go' | 'look' | Place | LonePlace, string>> & {
  /** In a language that says the place before what to do there. */
  readonly go_after?: string;
};
export type Places = Readonly<Record<string, Place>>;
export type LonePlaces = Readonly<Record<string, LonePlace>>;
