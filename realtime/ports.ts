import type { Audience, DeviceKind, DeviceReport, Permission } from '../models/vocabulary.ts';
import type { Board } from './contract/board.ts';
import type { Change } from './contract/change.ts';
import type { QueueHead } from './contract/messages.ts';
import type { Followed } from './tracing.ts';

/** Who listens at the other end of a socket, and what that token may hear. The server decides it; a client cannot ask for more. */
export type Listener = {
  organization_id: string;
  kind: 'user' | 'api_key' | 'operator' | 'device' | 'patient' | 'public';
  /** The user, device or entry. */
  id: string | null;
  /** Shown to staff for a device ("announced on TV 2"). */
  name: string | null;
  device: DeviceKind | null;
  audience: Audience;
  /** What the credential allows: a message that needs another is refused. */
  permissions: readonly Permission[];
  /** `all`, or the only queues that may be watched. */
  queue_ids: 'all' | readonly string[];
  /** When the token ends, in milliseconds since 1970; null for one that only ends by revocation. */
  expires_at: number | null;
};

/** Whose rights have ended or changed. Passers-by have no id: all of them. */
export type Who = 'everyone' | { kind: Listener['kind']; id: string | null };

/** A paired screen's last word. */
export type Beat = { report: DeviceReport; /** In milliseconds since 1970. */ at: number };

/** What realtime needs from the rest of the service. It knows no table and no SQL. */
export type Ports = {
  /** What time it is for all nodes alike, in milliseconds since 1970; it does not jump when a machine's clock does. */
  now(): number;
  /** Throws a `Refusal` (wrong_organization, unauthenticated, token_expired, unknown_organization, organization_suspended ...). */
  identify(slug: string, token: string): Promise<Listener>;
  /** Their rights have ended or changed: whoever is identified from now on has those of now. */
  forget(organizationId: string, who: Who): void;
  /** Those of the organizations whose sockets have to end: suspended, closed or gone. One indexed query. */
  endedAmong(organizationIds: readonly string[]): Promise<string[]>;
  /** How many sockets the organization may have at once, on all nodes together; null: without limit. */
  mostSockets(organizationId: string): Promise<number | null>;
  /** The board in one consistent snapshot, or null for a queue that is not this organization's. */
  readBoard(organizationId: string, queueId: string, audience: Audience): Promise<Board | null>;
  /** The changes after `version` in order without a gap, or null when the log does not reach back that far or the epoch is another. */
  missedChanges(
    organizationId: string,
    queueId: string,
    since: { epoch: string; version: number },
    audience: Audience,
  ): Promise<Change[] | null>;
  /** The present version of each queue, in one indexed query. */
  heads(queues: readonly { organization_id: string; queue_id: string }[]): Promise<QueueHead[]>;
  /** Waits by position (p20, p80 in minutes) at the present version; null under too few finished services. */
  estimate(
    organizationId: string,
    queueId: string,
  ): Promise<{ version: number; epoch: string; waits: [number, number][] | null }>;
  /** Keeps when screens of one organization were last heard of, and what they said: for the day after. */
  keepBeats(organizationId: string, beats: readonly (Beat & { device_id: string })[]): Promise<void>;
};

/** What is to be counted, if anything is. Nobody's name or id, and every word is one of a list. */
export type LiveTally = {
  /** A stream has taken a change so long after its commit: told here, by another node, or read from the log. */
  accepted(from: Came['from'], sinceCommitMs: number): void;
  /** A frame has been written to its listeners, so long after its first change was taken. */
  written(sinceAcceptedMs: number): void;
  /** Another node's message has come, so long after its commit there. */
  told(sinceCommitMs: number): void;
  /** A change came before its turn. */
  gap(): void;
  /** What was missing has been read from the log. */
  healed(cause: HealCause): void;
  /** Everybody has to watch a queue anew. */
  resynced(cause: 'epoch' | 'log_too_short'): void;
  /** Somebody has asked for a queue: for the first time, or after having been away. */
  watched(who: 'new' | 'returning', mode: 'live' | 'changes' | 'board'): void;
  /** A listener reads too slowly, says too much, or is quick again. */
  slow(what: 'stopped' | 'caught_up' | 'closed' | 'flooding'): void;
  /** `accepted`, or the code of the refusal; `not_opened`: the line itself was refused; `crowded`: too many came at once. */
  handshake(outcome: string): void;
};

export type Came = {
  from: 'here' | 'other_node' | 'log';
  /** In milliseconds since 1970. */
  committedAt: number;
  /** The ids of those whom it calls, where they are known. */
  called?: readonly string[];
  /** Where somebody follows it. */
  followed?: Followed | undefined;
};

/**
 * Who noticed that something is missing: the head check, a change that came before its turn, a listener who knew more, a board that
 * was newer, a joined change that reaches across.
 */
export type HealCause = 'head_check' | 'gap' | 'listener' | 'board' | 'overlap';

/** Where this part writes what an operator should know. Never a name, a phone number or a token. */
export type Log = Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
