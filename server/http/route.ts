import type { Response } from 'express';
import { z } from 'zod';
import type { OrganizationRow } from '../../models/organization.ts';
import { Refusal, type InputError } from '../../models/rules/refusal.ts';
import type { Actor, Origin, Permission } from '../../models/vocabulary.ts';
import type { Access } from '../access/access.ts';
import type { LimitName } from '../access/limits.ts';
import type { Site } from '../access/site.ts';
import type { Writing } from '../commands/transact.ts';
import type { SendMail } from '../integrations/mail/send-mail.ts';
import type { TxtRecords } from '../integrations/dns/txt-records.ts';
import type { Reading } from '../queries/snapshot.ts';
import type { WaitEstimates } from '../queries/wait-estimates.ts';
import type { Afterwards } from './afterwards.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Live } from './live.ts';
import type { FileBody } from './middleware/file-body.ts';
import type { WhileSuspended } from './require-open.ts';
import type { PushDoor } from './push-door.ts';
import type { HttpTally } from './tally.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What all routes share on one node. */
export type Service = {
  access: Access;
  estimates: WaitEstimates;
  live: Live;
  /** false: one organization serves every host. */
  multiTenant: boolean;
  /** false: only the operator makes organizations. */
  signUp: boolean;
  site: Site;
  /** What stands in the DNS. */
  txtRecords: TxtRecords;
  sendMail: SendMail;
  /** The screens as they are built now. */
  pages: BuiltPages;
  /** Null: telephones are told nothing while the page is closed. */
  push: PushDoor | null;
  afterwards: Afterwards;
  tally?: HttpTally | undefined;
};

/** Who asks, whom, and the two doors in the asker's name. */
export type Ask = Service & {
  /** A passer-by where nobody signed in. */
  actor: Actor;
  organization: OrganizationRow;
  sessionId: string | null;
  credential: string | null;
  /** What links to this organization begin with: `https://host` or `https://host/o/<slug>`. Its own host, whichever was asked for. */
  home: string;
  /** The address that asks, as limits count it: of IPv6 the network. */
  address: string;
  /** For the logs: which address, which request. */
  from: Origin;
  /** The revision that `If-Match` wants; null: any. */
  expected: number | null;
  /** The browser's refresh token, which no script can read. */
  cookie: { read(): string | null; write(slug: string, refreshToken: string | null): void };
  /** One consistent view. */
  read<T>(query: (tx: Reading) => Promise<T>): Promise<T>;
  /** The same for what is long, of the replica where there is one. `query` may be begun twice. */
  report<T>(query: (tx: Reading) => Promise<T>): Promise<T>;
  /** One transaction; with an Idempotency-Key at most once. What it returns is the answer that is kept for the key. */
  write<T>(command: (tx: Writing) => Promise<T>): Promise<T>;
};

type Schema = z.ZodType;
type Maybe = Schema | undefined;
export type Read<S extends Maybe> = S extends Schema ? z.output<S> : Record<never, never>;
type Answers = { readonly [status: number]: Schema | null };
type AnswerOf<A extends Answers> = { [K in keyof A]: A[K] extends Schema ? z.input<A[K]> : void }[keyof A];

/** The words of a request, not yet read. */
export type Words = { params: unknown; query: unknown; body: unknown };
type Input<P extends Maybe, Q extends Maybe, B extends Maybe> = { params: Read<P>; query: Read<Q>; body: Read<B> };

type Said = {
  method: Method;
  /** In Express' spelling, below `/api/v1`. */
  path: `/${string}`;
  /** One sentence for the reference. */
  summary: string;
  /** Who may; looked at before the words are. `public`: anybody. */
  permission: Permission | 'public';
  /** `new`: the organization is only about to be; there is an id for it and nothing else. */
  organization?: 'new';
  /** Answered also while the organization is suspended: to its owner, or to whoever may turn out to be its owner. */
  whileSuspended?: WhileSuspended;
  /** The browser's refresh cookie is part of what is said. */
  readsCookie?: true;
  /** The body is a file, and not JSON. */
  takes?: FileBody;
};

export type Definition<P extends Maybe, Q extends Maybe, B extends Maybe, A extends Answers> = Said & {
  params?: P;
  query?: Q;
  body?: B;
  /** The one success and what it answers; null: nothing. What the schema does not name is not sent. */
  answers: A;
  /** What the answer's ETag is; by default its `revision`, where it has one. */
  etag?: (answer: AnswerOf<A>) => string;
  /** The present ETag alone, where reading it is cheaper than reading the answer: for those who ask whether something is new. */
  etagNow?: (ask: Ask, input: Input<P, Q, B>) => Promise<string>;
  /** The answer is long and made by views that are whitelists themselves: it is sent as it is. */
  sentAsMade?: true;
  /**
   * Where a secret is tried or made, or much is asked for: counted by this key beforehand, and forgiven after success where it was a
   * try. Null: not counted.
   */
  limit?: { name: LimitName; key: (ask: Ask, input: Input<P, Q, B>) => string | null; forgive?: boolean };
  run(ask: Ask, input: Input<P, Q, B>): Promise<AnswerOf<A>>;
};

/** A route whose input's types have been forgotten, so that many fit into one list. */
export type Route = Said & {
  params: Maybe;
  query: Maybe;
  body: Maybe;
  status: number;
  answer: Schema | null;
  /** @param known  the ETags that the asker has; an answer that has one of them is not made */
  respond(ask: Ask, words: Words, known?: readonly string[]): Promise<{ body: unknown; etag: string | null }>;
  /** What the answer is, where it is not JSON. */
  sends?: readonly string[];
  /** Instead of `respond`, where the answer is sent while it is made. */
  stream?(ask: Ask, response: Response, words: Words): Promise<void>;
};

/** One address and method: what may be said, what is answered, who may ask. The handlers and the reference are made from it. */
export function route<
  const A extends Answers,
  P extends Maybe = undefined,
  Q extends Maybe = undefined,
  B extends Maybe = undefined,
>(definition: Definition<P, Q, B, A>): Route {
  const { params, query, body, answers, etag, etagNow, sentAsMade, limit, run, ...said } = definition;
  const { status, answer } = success(answers);
  return {
    ...said,
    params,
    query,
    body,
    status,
    answer,
    async respond(ask, words, known = []) {
      const input = readWords(definition, words);
      if (etagNow && known.length > 0) {
        const now = await etagNow(ask, input);
        if (known.includes(now)) return { body: undefined, etag: now };
      }
      const key = limit?.key(ask, input) ?? null;
      if (limit && key !== null) await ask.access.limits.spend(limit.name, key);
      const result = await run(ask, input);
      if (limit?.forgive === true && key !== null) await ask.access.limits.forgive(limit.name, key);
      return {
        body: answer === null ? undefined : sentAsMade ? result : whitelisted(answer, result),
        etag: etag ? etag(result) : revisionOf(result),
      };
    },
  };
}

function success(answers: Answers): { status: number; answer: Schema | null } {
  const [first, ...others] = Object.entries(answers);
  if (!first || others.length > 0) throw new Error('a route has exactly one success');
  return { status: Number(first[0]), answer: first[1] };
}

/** A route that declares no params, query or body takes none. */
const NOTHING = z.strictObject({});

/** What was said, as the schemas read it. @throws Refusal `invalid_input` */
export function readWords<P extends Maybe, Q extends Maybe, B extends Maybe>(
  schemas: { params?: P; query?: Q; body?: B },
  words: Words,
): Input<P, Q, B> {
  const wrong: InputError[] = [];
  const read = <S extends Maybe>(where: keyof Words, schema: S | undefined): Read<S> => {
    const said = (schema ?? NOTHING).safeParse(words[where]);
    if (!said.success) wrong.push(...said.error.issues.map((issue) => inputError(where, issue)));
    else if (holdsNul(said.data)) wrong.push({ path: where, message: 'must not hold the character U+0000' });
    return said.data as Read<S>; // used only when nothing was wrong
  };
  const input = {
    params: read('params', schemas.params),
    query: read('query', schemas.query),
    body: read('body', schemas.body),
  };
  if (wrong.length > 0) throw new Refusal('invalid_input', undefined, wrong);
  return input;
}

/** PostgreSQL refuses it in a text, and would not see it in what is sealed. */
function holdsNul(said: unknown): boolean {
  if (typeof said === 'string') return said.includes('\0');
  return typeof said === 'object' && said !== null && !Buffer.isBuffer(said) && Object.values(said).some(holdsNul);
}

function inputError(where: keyof Words, { path, message }: z.core.$ZodIssue): InputError {
  return { path: [where, ...path.map(String)].join('.'), message };
}

/** A mistake here is ours, and failing is better than leaking. */
function whitelisted(schema: Schema, answer: unknown): unknown {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new Error(`the answer is not what the route declares: ${result.error.message}`);
}

function revisionOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('revision' in answer)) return null;
  return typeof answer.revision === 'number' ? String(answer.revision) : null;
}
