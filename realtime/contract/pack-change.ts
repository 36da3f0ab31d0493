import type { PublicEntry, StaffEntry } from './board.ts';
import type { BoardEvent } from './change.ts';
import type { TracedChange } from './messages.ts';
import type { PackedChange } from './packed-change.ts';

/** What an entry is unless it says otherwise: somebody who has just come. */
const PLACE = {
  lane: 1,
  counter: null,
  called_at: null,
  call_seq: null,
  recalls: 0,
  until: null,
  status: 'waiting',
} as const satisfies Partial<PublicEntry>;

/** And so far as only the staff see it. */
const PERSON = {
  ...PLACE,
  counter_id: null,
  class: 'walk_in',
  patient_name: null,
  phone: null,
  note: null,
  language: null,
  party_size: 1,
  snoozes: 0,
  coming: false,
} as const satisfies Partial<StaffEntry>;

/** Told as milliseconds after `at` of the change. */
const MOMENTS: readonly string[] = [
  'called_at',
  'until',
  'joined_at',
  'due_at',
  'since',
] satisfies (keyof StaffEntry)[];

type Entry = TracedChange['set'][number];
type PackedEntry = NonNullable<PackedChange['set']>[number];
type PackedEvent = NonNullable<PackedChange['events']>[number];
type Fields = Record<string, unknown>;

/** For the way to a whole room. `unpackChange` gives the very same back. */
export function packChange({ prev, at, events, set, removed, ...change }: TracedChange): PackedChange {
  const moment = millisecondsOf(at);
  const bySeq = entriesBySeq(set);
  return {
    ...change,
    ...(prev !== change.version - 1 && { after: prev }),
    at: moment ?? at,
    ...(events.length > 0 && { events: events.map((event) => packEvent(event, bySeq)) }),
    ...(set.length > 0 && { set: set.map((entry) => packEntry(entry, moment)) }),
    ...(removed.length > 0 && { removed }),
  } as PackedChange; // Both audiences are packed alike, which a union of types cannot say.
}

export function unpackChange(frame: PackedChange | TracedChange): TracedChange {
  // A node of an earlier version writes everything out, and so does the answer to `queue:watch`.
  if ('prev' in frame) return frame;
  const { after, at, events = [], set: packed = [], removed = [], ...change } = frame;
  const moment = typeof at === 'number' ? at : null;
  const set = packed.map((entry) => unpackEntry(entry, moment));
  const bySeq = entriesBySeq(set);
  return {
    ...change,
    prev: after ?? change.version - 1,
    at: typeof at === 'number' ? new Date(at).toISOString() : at,
    events: events.map((event) => unpackEvent(event, bySeq)),
    set,
    removed,
  } as TracedChange; // As above.
}

function packEntry(entry: Entry, at: number | null): PackedEntry {
  const usual: Fields = usualOf(entry);
  const packed: Fields = {};
  for (const [key, value] of Object.entries(entry)) {
    if (key in usual && usual[key] === value) continue;
    packed[key] = at !== null && MOMENTS.includes(key) ? after(at, value) : value;
  }
  return packed as PackedEntry; // less what is usual
}

function unpackEntry(packed: PackedEntry, at: number | null): Entry {
  const entry: Fields = { ...usualOf(packed), ...packed };
  for (const key of MOMENTS) {
    const value = entry[key];
    if (at !== null && typeof value === 'number') entry[key] = new Date(at + value).toISOString();
  }
  return entry as Entry; // with what is usual
}

/** Only the staff's entries have an id. */
function usualOf(entry: Entry | PackedEntry): Fields {
  return 'id' in entry ? PERSON : PLACE;
}

/** The number and the counter that `set` tells of the person anyway are not told again. */
function packEvent({ type, seq, ticket_number, counter }: BoardEvent, bySeq: ReadonlyMap<number, Entry>): PackedEvent {
  const known = seq === null ? undefined : bySeq.get(seq);
  const event = [type, seq, ticket_number, counter];
  const usual = [undefined, null, known?.ticket_number ?? null, known?.counter ?? null];
  while (event[event.length - 1] === usual[event.length - 1]) event.pop();
  return event as PackedEvent; // its type is never left out
}

function unpackEvent(
  [type, seq = null, ticket_number, counter]: PackedEvent,
  bySeq: ReadonlyMap<number, Entry>,
): BoardEvent {
  const known = seq === null ? undefined : bySeq.get(seq);
  return {
    type,
    seq,
    ticket_number: ticket_number === undefined ? (known?.ticket_number ?? null) : ticket_number,
    counter: counter === undefined ? (known?.counter ?? null) : counter,
  };
}

function entriesBySeq(entries: readonly Entry[]): Map<number, Entry> {
  return new Map(entries.map((entry) => [entry.seq, entry]));
}

/** Null for a text that would not come back as it was. */
function millisecondsOf(moment: string): number | null {
  const milliseconds = Date.parse(moment);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === moment ? milliseconds : null;
}

function after(at: number, moment: unknown): unknown {
  const milliseconds = typeof moment === 'string' ? millisecondsOf(moment) : null;
  return milliseconds === null ? moment : milliseconds - at;
}
