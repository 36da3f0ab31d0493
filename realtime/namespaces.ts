import type { Socket as TcpSocket } from 'node:net';
import { z } from 'zod';
import { hasPlace, PlanLimitReached } from '../models/rules/plans.ts';
import { Refusal } from '../models/rules/refusal.ts';
import { clientMessages } from './contract/messages.ts';
import type { Connections } from './connections.ts';
import type { Limits } from './limits.ts';
import type { Listener, LiveTally, Log, Ports } from './ports.ts';
import { isGuest, type Occupancy } from './occupancy.ts';
import { problemOf } from './problem-of.ts';
import type { Revocations } from './revocations.ts';
import type { Session } from './session.ts';
import type { LiveNamespace, LiveServer, LiveSocket } from './typed-socket.ts';

const NAME = /^\/org\/([a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9]))$/;
/** Without a token somebody is a passer-by; the port decides what that means. */
const handshake = z.object({ token: clientMessages['session:renew'].shape.token.nullish() });

/** After these nobody knows whether there is such an organization: a token that cannot be read is refused before it is looked up. */
const SAYS_NOTHING_OF_THE_NAME: readonly string[] = ['unknown_organization', 'invalid_input'];

/** One namespace for each organization, and the check at its door. */
export function openNamespaces({
  io,
  ports,
  mayEnter,
  connections,
  revocations,
  occupancy,
  limits,
  log,
  tally,
  welcome,
}: {
  io: LiveServer;
  ports: Ports;
  mayEnter: (slug: string, line: TcpSocket) => Promise<void>;
  connections: Connections;
  revocations: Revocations;
  occupancy: Occupancy;
  limits: Limits;
  log: Log;
  tally?: LiveTally | undefined;
  welcome: (session: Session) => void;
}): LiveNamespace {
  /** By the very object that came with the request: the name's check and the door's check ask once for both. */
  const asked = new WeakMap<object, Promise<Listener>>();
  const strangeNames = new Set<string>();

  function identify(slug: string, auth: object): Promise<Listener> {
    const answer = asked.get(auth) ?? ask(slug, auth);
    asked.set(auth, answer);
    return answer;
  }

  async function ask(slug: string, auth: object): Promise<Listener> {
    const parsed = handshake.safeParse(auth);
    if (!parsed.success) throw new Refusal('invalid_input', 'auth.token must be a text of at most 4096 characters.');
    return ports.identify(slug, parsed.data.token ?? '');
  }

  /**
   * Only asked for names that do not exist yet, and they stay for ever: removing empty ones leaves sockets that hear
   * nothing. So a name is made for an organization that exists, whoever asks; the refusal with its reason comes from the
   * door. Names of others are given out sparingly: without one a client is refused without a reason.
   */
  async function mayExist(name: string, auth: object): Promise<boolean> {
    const slug = slugOf(name);
    if (slug === null) return false;
    try {
      await identify(slug, auth);
      return true;
    } catch (error) {
      if (error instanceof Refusal && !SAYS_NOTHING_OF_THE_NAME.includes(error.code)) return true;
      if (strangeNames.size < limits.strangeNames) strangeNames.add(name);
      return strangeNames.has(name);
    }
  }

  async function admit(socket: LiveSocket): Promise<void> {
    const slug = slugOf(socket.nsp.name);
    const connection = connections.of(socket.conn);
    if (slug === null || connection === undefined) throw new Refusal('unknown_organization');
    await mayEnter(slug, connection.tcp);
    const identifiedAt = ports.now();
    const listener = await identify(slug, socket.handshake.auth);
    if (connection.sessions.size >= limits.namespacesPerConnection) throw new Refusal('too_many_requests');
    if (listener.expires_at !== null && listener.expires_at <= ports.now()) throw new Refusal('token_expired');
    const most = await ports.mostSockets(listener.organization_id);
    if (!hasPlaceFor(listener, most))
      throw new PlanLimitReached('sockets', occupancy.of(listener.organization_id).all, most ?? 0);
    // Asking again in a moment gives the true answer.
    if (revocations.overtook(listener, identifiedAt)) throw new Refusal('unavailable');
    socket.data = { listener, identifiedAt, most, connection };
    // A token is not kept longer than it is needed.
    socket.handshake.auth = {};
  }

  function hasPlaceFor(listener: Listener, most: number | null): boolean {
    return most === null || hasPlace(occupancy.of(listener.organization_id), most, isGuest(listener));
  }

  /** What is wrong at the door, or nothing. */
  async function refusal(socket: LiveSocket): Promise<Error | undefined> {
    try {
      await admit(socket);
      const { organization_id: organization, kind: actor } = socket.data.listener;
      log.info({ organization, actor }, 'a socket was let in');
      tally?.handshake('accepted');
      return undefined;
    } catch (error) {
      const namespace = socket.nsp.name;
      if (error instanceof Refusal) log.info({ namespace, code: error.code }, 'a socket was refused');
      else log.error({ err: error, namespace }, 'could not tell who connects');
      const problem = problemOf(error);
      tally?.handshake(problem.data.code);
      return problem;
    }
  }

  const namespaces = io.of((name, auth, decide) => void mayExist(name, auth).then((may) => decide(null, may)));
  namespaces.use((socket, decide) => void refusal(socket).then(decide));

  namespaces.on('connection', (socket) => {
    const connection = connections.of(socket.conn);
    const slug = slugOf(socket.nsp.name);
    // The line has closed meanwhile.
    if (connection === undefined || slug === null) return;
    const { listener, identifiedAt, most } = socket.data;
    const session: Session = {
      socket,
      connection,
      slug,
      listener,
      askedToRenew: false,
      watching: new Set(),
    };
    connection.sessions.add(session);
    const isFull = !hasPlaceFor(listener, most);
    const leave = occupancy.enter(listener);
    socket.once('disconnect', () => {
      connection.sessions.delete(session);
      leave();
    });
    // Many can pass the door in the same moment, and a revocation can come between it and here.
    const isTooMany = connection.sessions.size > limits.namespacesPerConnection;
    if (isTooMany || isFull || revocations.overtook(listener, identifiedAt)) connection.end();
    else welcome(session);
  });

  return namespaces;
}

function slugOf(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}
