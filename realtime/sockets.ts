import { z } from 'zod';
import { Refusal } from '../models/rules/refusal.ts';
import type { Permission } from '../models/vocabulary.ts';
import {
  clientMessages,
  messagePermissions,
  type DeviceBeat,
  type DisplayAnnounced,
  type DisplayShown,
  type QueueUnwatch,
  type QueueWatch,
  type Refused,
  type SessionRenew,
} from './contract/messages.ts';
import type { DeviceHealth } from './device-health.ts';
import type { Estimates } from './estimates.ts';
import type { Limits } from './limits.ts';
import type { Listener, Log, Ports } from './ports.ts';
import type { Presence } from './presence.ts';
import { problemOf } from './problem-of.ts';
import { requireDeclared } from './require-declared.ts';
import { startListening, stopListening, type Session } from './session.ts';
import type { Streams } from './streams.ts';

type Answer = { ok: true };
type Then = () => void;
/** What is answered, and what is done after the answer has been written. */
type Answering = (session: Session, message: unknown) => Promise<[Answer, Then?]>;

/** Everything a client may say. Whatever it says is answered: `{ok: true, ...}` or `{ok: false, problem}`. */
export function createSockets({
  streams,
  presence,
  health,
  estimates,
  ports,
  limits,
  log,
}: {
  streams: Streams;
  presence: Presence;
  health: DeviceHealth;
  estimates: Estimates;
  ports: Ports;
  limits: Limits;
  log: Log;
}) {
  async function watch(session: Session, { queue_id: queueId, epoch, version }: QueueWatch): Promise<[Answer, Then?]> {
    const { listener, socket, watching } = session;
    // Said before looking: the answer tells nothing about queues that are none of the listener's business.
    if (listener.queue_ids !== 'all' && !listener.queue_ids.includes(queueId)) throw new Refusal('not_permitted');
    const { organization_id: organizationId, audience } = listener;
    const known = streams.find({ organizationId, queueId, audience });
    if (watching.size >= limits.queuesPerSocket && !(known && watching.has(known)))
      throw new Refusal('too_many_requests');

    const stream = streams.open({ organizationId, queueId, audience }, socket.nsp);
    startListening(session, stream);
    const since = epoch !== undefined && version !== undefined ? { epoch, version } : null;
    const watched = await stream.watch(since).catch((error: unknown) => {
      stopListening(session, stream);
      throw error;
    });
    if (watched === null) {
      stopListening(session, stream);
      streams.forget(stream);
      throw new Refusal('not_found', 'There is no such queue here.');
    }
    return [
      watched,
      () => {
        estimates.tell(session, stream);
        presence.tell(session, stream);
      },
    ];
  }

  async function unwatch(session: Session, { queue_id: queueId }: QueueUnwatch): Promise<[Answer]> {
    const { organization_id: organizationId, audience } = session.listener;
    const stream = streams.find({ organizationId, queueId, audience });
    if (stream) stopListening(session, stream);
    return [{ ok: true }];
  }

  async function renew(
    session: Session,
    { token }: SessionRenew,
  ): Promise<[Answer & { expires_in: number | null }, Then?]> {
    const renewed = await ports.identify(session.slug, token);
    const before = session.listener;
    if (!isSamePerson(before, renewed)) throw new Refusal('not_permitted', 'This credential belongs to somebody else.');
    Object.assign(session, { listener: renewed, askedToRenew: false });
    const expiresIn = renewed.expires_at === null ? null : Math.floor((renewed.expires_at - ports.now()) / 1000);
    return [
      { ok: true, expires_in: expiresIn },
      () => {
        // What it watches may no longer be what it may watch: it starts anew under its new rights.
        if (!haveSameRights(before, renewed)) session.connection.end();
      },
    ];
  }

  async function announced(session: Session, message: DisplayAnnounced): Promise<[Answer]> {
    presence.announced(session, message);
    return [{ ok: true }];
  }

  async function shown(session: Session, message: DisplayShown): Promise<[Answer]> {
    presence.shown(session, message);
    return [{ ok: true }];
  }

  async function beat(session: Session, report: DeviceBeat): Promise<[Answer]> {
    health.beatOf(session, report);
    return [{ ok: true }];
  }

  const answering = {
    'queue:watch': checked(clientMessages['queue:watch'], watch),
    'queue:unwatch': checked(clientMessages['queue:unwatch'], unwatch),
    'session:renew': checked(clientMessages['session:renew'], renew),
    'display:announced': checked(clientMessages['display:announced'], announced),
    'display:shown': checked(clientMessages['display:shown'], shown),
    'device:beat': checked(clientMessages['device:beat'], beat),
  } satisfies Record<keyof typeof clientMessages, Answering>;
  requireDeclared(Object.keys(answering), messagePermissions);
  const known = new Map<string, Answering>(Object.entries(answering));

  async function answer(session: Session, name: string, message: unknown, reply: (answer: Answer | Refused) => void) {
    try {
      const respond = known.get(name);
      if (respond === undefined) throw new Refusal('invalid_input', 'There is no such message.');
      requirePermission(session.listener, name as keyof typeof messagePermissions); // it is known
      const [answer, then] = await respond(session, message);
      reply(answer);
      then?.();
    } catch (error) {
      if (!(error instanceof Refusal))
        log.error(
          { err: error, message: name, organization: session.listener.organization_id },
          'could not answer a socket',
        );
      reply({ ok: false, problem: problemOf(error).data });
    }
  }

  return function listenTo(session: Session): void {
    session.socket.onAny((name: string, ...args: unknown[]) => {
      if (session.connection.isEnding) return;
      const last = args.at(-1);
      // Socket.IO's own acknowledgement; whoever wants none gets none.
      const reply = typeof last === 'function' ? (last as (answer: Answer | Refused) => void) : () => undefined;
      void answer(session, name, args[0], reply);
    });
  };
}

function checked<Message>(
  schema: z.ZodType<Message>,
  respond: (session: Session, message: Message) => Promise<[Answer, Then?]>,
): Answering {
  return async (session, message) => {
    const parsed = schema.safeParse(message);
    if (!parsed.success) throw new Refusal('invalid_input', z.prettifyError(parsed.error));
    return respond(session, parsed.data);
  };
}

function requirePermission({ permissions }: Listener, name: keyof typeof messagePermissions): void {
  const needed: Permission | 'public' = messagePermissions[name];
  if (needed !== 'public' && !permissions.includes(needed)) throw new Refusal('not_permitted');
}

function isSamePerson(a: Listener, b: Listener): boolean {
  return a.organization_id === b.organization_id && a.kind === b.kind && a.id === b.id;
}

function haveSameRights(a: Listener, b: Listener): boolean {
  const rights = ({ audience, device, queue_ids, permissions }: Listener) =>
    JSON.stringify([audience, device, queue_ids, permissions]);
  return rights(a) === rights(b);
}
