import type { EntryClass, EntryStatus } from './vocabulary.ts';

/**
 * One person's stay in one queue, from joining to its end. Entries are the hot path: they are read and written by prepared
 * statements on the door's own connection, not through a model.
 */
export type EntryRow = PersonalWords & {
  id: string;
  queue_id: string;
  /** The queue's running number of the person; the key of every board. */
  seq: number;
  ticket_number: string;
  /** The office's local day on which the number was given. */
  service_on: string;
  /** Goes up with every move; a timer that carries an old one does nothing. */
  version: number;
  status: EntryStatus;
  class: EntryClass;
  lane: number;
  rank: number;
  due_at: Date;
  joined_at: Date;
  status_at: Date;
  closed_at: Date | null;
  counter_id: string | null;
  /** The counter's name. */
  counter: string | null;
  call_seq: number | null;
  called_at: Date | null;
  recalls: number;
  recalled_at: Date | null;
  /** When a called person last said to be on the way, be it to this call or to one before. */
  coming_at: Date | null;
  snoozes: number;
  /** When the clock acts: a called person counts as missed, a missed one can no longer return. */
  timer_at: Date | null;
  language: string | null;
  party_size: number;
  /** The index of the phone, where a person may wait only once. */
  person_key: string | null;
  outcome: string | null;
  transferred_from: string | null;
  /** The booked time that the person came for. */
  appointment_id: string | null;
  promised_p20: number | null;
  promised_p50: number | null;
  promised_p80: number | null;
};

/** What is known of the person. Sealed where it is kept. */
export type PersonalWords = {
  patient_name: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
};

/** As it was read: `personal` holds the words. Rows from before there were keys still have them in the clear, until they are sealed. */
export type StoredEntry = EntryRow & { personal: Buffer | null };

/** `SELECT` list of a StoredEntry, for a query that names the entries `e` and the counters `c`. */
export const ENTRY_COLUMNS = `e.id, e.queue_id, e.seq, e.ticket_number, e.service_on, e.version, e.status, e.class, e.lane, e.rank, e.due_at,
  e.joined_at, e.status_at, e.closed_at, e.counter_id, c.name AS counter, e.call_seq, e.called_at, e.recalls, e.recalled_at, e.coming_at, e.snoozes, e.timer_at,
  e.personal, e.patient_name, e.phone, e.email, e.note, e.language, e.party_size, e.person_key, e.outcome, e.transferred_from, e.appointment_id,
  e.promised_p20, e.promised_p50, e.promised_p80`;

/** What a public board shows of a person: where they stand, and nothing of who they are. */
export type EntryPlace = Pick<
  EntryRow,
  | 'seq'
  | 'lane'
  | 'rank'
  | 'ticket_number'
  | 'status'
  | 'closed_at'
  | 'counter'
  | 'call_seq'
  | 'called_at'
  | 'recalls'
  | 'timer_at'
>;

/** `SELECT` list of an EntryPlace. Not all columns: reading the others costs twice as much, and no personal word is read for a public screen. */
export const ENTRY_PLACE_COLUMNS = `e.seq, e.lane, e.rank, e.ticket_number, e.status, e.closed_at, c.name AS counter, e.call_seq, e.called_at, e.recalls, e.timer_at`;

/**
 * The matching FROM. `OFFSET 0` has the counter of each entry looked up; otherwise a long board makes PostgreSQL read all counters of
 * the organization to join a few.
 */
export const ENTRIES_WITH_COUNTER = `entries e LEFT JOIN LATERAL (
  SELECT name FROM counters WHERE organization_id = e.organization_id AND id = e.counter_id OFFSET 0) c ON true`;
