import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, openSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartFailure } from '../start-failure.ts';
import { type Account, canReach, postgresAccount } from './postgres-account.ts';
import { type Programs, postgresPrograms } from './postgres-programs.ts';
import { keepSecrets, keptSecrets } from './secrets.ts';

const MAJOR = '18';
const ADMIN = 'waitlessq_admin';
const SERVICE = 'waitlessq';
const DATABASE = 'waitlessq';
/** Held by the node that uses the folder, for as long as it runs. */
const FOLDER_LOCK = 7_310_248_002;

export type EmbeddedPostgres = {
  /** As superuser: for migrations. */
  adminUrl: string;
  /** As the service, which owns nothing. */
  url: string;
  secretKey: string;
  /** Settles when the database ends without having been asked to. */
  died: Promise<void>;
  stop(): Promise<void>;
};

/**
 * PostgreSQL of the service's own in `folder`, made at the first start. Listens on loopback only and ends with this process,
 * however that ends.
 * @param options.share  for the operator's commands: a database that a node is running now is used, and left running
 * @throws StartFailure when the folder is another node's, or the database does not come up
 */
export async function startEmbeddedPostgres(
  folder: string,
  say: (line: string) => void = () => undefined,
  { share = false }: { share?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const secrets = await keptSecrets(folder);
  const cluster: Cluster = {
    path: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    password: secrets.admin_password,
  };
  const account = await postgresAccount(cluster.path, say);
  const programs = await postgresPrograms(account);
  if (await isMissing(cluster.path)) await initialise(folder, cluster, programs, account, say);
  await refuseOtherVersions(cluster);

  const server = (await alreadyRunning(cluster, say)) ?? (await launch(cluster, programs, account, secrets.port, say));
  try {
    if (server.port !== secrets.port) await keepSecrets(folder, { ...secrets, port: server.port });
    const keeper = await takeFolder(cluster, server);
    if (keeper === null && !share) throw new FolderInUse(folder);
    if (keeper !== null) server.guard();
    await prepareService(cluster, server.port, secrets.service_password);
    return {
      adminUrl: urlOf(ADMIN, secrets.admin_password, server.port, DATABASE),
      url: urlOf(SERVICE, secrets.service_password, server.port, DATABASE),
      secretKey: secrets.secret_key,
      died: server.ended,
      stop: async () => {
        if (keeper === null) return server.letGo();
        await keeper.end().catch(() => undefined);
        await server.stop();
      },
    };
  } catch (error) {
    if (error instanceof FolderInUse) server.letGo();
    else await server.stop();
    throw error;
  }
}

type Cluster = { path: string; log: string; password: string };
type Server = {
  port: number;
  /** Found running: whose it is has to be found out. */
  found: boolean;
  ended: Promise<void>;
  /** From now on it ends with this process. */
  guard(): void;
  /** It is somebody else's: no longer waited for. */
  letGo(): void;
  stop(): Promise<void>;
};

class FolderInUse extends StartFailure {
  constructor(folder: string) {
    super(`Another WaitLessQ is running with DATA_DIR ${folder}: stop it first, or set another DATA_DIR.`);
  }
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

/** Made aside and moved into place: what is called `postgres` is always whole. */
async function initialise(
  folder: string,
  cluster: Cluster,
  programs: Programs,
  account: Account,
  say: (line: string) => void,
): Promise<void> {
  say(`Making an embedded PostgreSQL ${MAJOR} in ${folder} (only the first time)`);
  await removeDrafts(folder);
  const draft = `${cluster.path}.${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  give(draft, account);
  give(passwordFile, account);
  // Handed over open, so that nobody needs a way to the file.
  const password = openSync(passwordFile, 'r');
  try {
    const made = spawnSync(
      programs.initdb,
      [
        ['-D', pathFor(account, draft)],
        ['-U', ADMIN],
        ['--auth=scram-sha-256', '--pwfile=/dev/fd/3'],
        ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ].flat(),
      { cwd: draft, env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', password], ...account },
    );
    if (made.status !== 0) {
      throw new StartFailure(
        `The embedded database could not be made: ${lastLine(made.stderr ?? '') || String(made.error)}`,
      );
    }
    await rename(draft, cluster.path).catch(async (error: unknown) => {
      // Another start was quicker.
      if (await isMissing(cluster.path)) throw error;
    });
  } finally {
    closeSync(password);
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a first start left that was killed in the middle. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^postgres\.(\d+)(?:\.password)?$/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isAlive(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Started inside its folder, PostgreSQL finds it through /proc even below folders that it may not enter. */
function pathFor(account: Account, path: string): string {
  if (account.uid === undefined || canReach(account, path)) return path;
  if (platform() === 'linux') return '/proc/self/cwd';
  throw new StartFailure(
    `Started by root, PostgreSQL runs as another user, who cannot enter ${path}: set DATA_DIR, or start as a normal user.`,
  );
}

/** Nothing of ours: a database's programs need no settings of the service. English, so that the log can be read for reasons. */
function environment(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', TZ: 'UTC' };
}

async function refuseOtherVersions(cluster: Cluster): Promise<void> {
  const version = (await readFile(join(cluster.path, 'PG_VERSION'), 'utf8').catch(notReadable(cluster.path))).trim();
  if (version === MAJOR) return;
  throw new StartFailure(
    `${cluster.path} is a database of PostgreSQL ${version}; this service brings PostgreSQL ${MAJOR}.`,
  );
}

function notReadable(path: string): (error: unknown) => never {
  return (error) => {
    throw new StartFailure(`${path} cannot be read: it belongs to another user, or is not a database.`, {
      cause: error,
    });
  };
}

/** A database that outlived its node: both were killed, or it is another node's, which `takeFolder` finds out. */
async function alreadyRunning(cluster: Cluster, say: (line: string) => void): Promise<Server | null> {
  const file = join(cluster.path, 'postmaster.pid');
  const [pid, , , port] = (await readFile(file, 'utf8').catch(() => '')).split('\n').map(Number);
  if (!pid || !isAlive(pid)) return null;
  if (!(await isPostgres(pid))) {
    // After a crash another program may have got the number, and PostgreSQL would believe that it is still running.
    await rm(file, { force: true });
    return null;
  }
  if (!port) return null;
  const answers = await answering(cluster, port, () => !isAlive(pid), say);
  if (!answers) return null;
  const leaving = new AbortController();
  return serverOf({ pid, port, found: true, letGo: () => leaving.abort() }, untilGone(pid, leaving.signal));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (platform() !== 'linux') return true;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'postgres';
}

/** Never settles for one that was let go. */
async function untilGone(pid: number, leaving: AbortSignal): Promise<void> {
  while (isAlive(pid)) await sleep(100, undefined, { signal: leaving }).catch(() => new Promise(() => undefined));
}

async function launch(
  cluster: Cluster,
  programs: Programs,
  account: Account,
  lastPort: number | null,
  say: (line: string) => void,
): Promise<Server> {
  for (const wanted of [lastPort ?? 0, 0, 0]) {
    const port = await freePort(wanted);
    const child = spawnPostgres(cluster, programs, account, port);
    let gone = child.pid === undefined;
    const ended = once(child, 'exit').then(
      () => void (gone = true),
      () => void (gone = true),
    );
    if (child.pid !== undefined) {
      const server = serverOf({ pid: child.pid, port, found: false, letGo: () => undefined }, ended);
      server.guard();
      if (await answering(cluster, port, () => gone, say)) return server;
    }
    const said = await readFile(cluster.log, 'utf8').catch(() => '');
    if (said.includes('lock file "postmaster.pid" already exists')) {
      const running = await alreadyRunning(cluster, say);
      if (running) return running;
    } else if (!said.includes('Address already in use')) {
      throw new StartFailure(`The embedded database did not start: ${reason(said)} (more in ${cluster.log}).`);
    }
  }
  throw new StartFailure(`The embedded database found no port to listen on (more in ${cluster.log}).`);
}

/** In a group of its own: Ctrl-C in the terminal reaches the node alone, which stops its database last. */
function spawnPostgres(cluster: Cluster, { postgres }: Programs, account: Account, port: number): ChildProcess {
  const log = openSync(cluster.log, 'w', 0o600);
  try {
    const settings = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port,
      max_connections: 60,
      timezone: 'UTC',
      log_timezone: 'UTC',
    });
    const child = spawn(
      postgres,
      ['-D', pathFor(account, cluster.path), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { cwd: cluster.path, env: environment(), detached: true, stdio: ['ignore', log, log], ...account },
    );
    return child;
  } finally {
    closeSync(log);
  }
}

/** The wanted port, or any where that is taken. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // of a server that listens on TCP
  } catch (error) {
    if (wanted === 0) throw error;
    return await freePort(0);
  } finally {
    server.close();
  }
}

/** Waits until the database accepts our password; false when it has ended instead. */
async function answering(
  cluster: Cluster,
  port: number,
  hasEnded: () => boolean,
  say: (line: string) => void,
): Promise<boolean> {
  const began = Date.now();
  let patient = false;
  for (;;) {
    try {
      await (await connect(cluster, port)).end();
      return true;
    } catch (error) {
      if (hasEnded()) return false;
      const waited = Date.now() - began;
      if (waited > 300_000 || (error as { code?: string }).code === '28P01') {
        throw new StartFailure(`The embedded database does not answer (more in ${cluster.log}).`, { cause: error });
      }
      if (waited > 3_000 && !patient) {
        patient = true;
        say('Waiting for the database: it may be recovering from a crash');
      }
      await sleep(25);
    }
  }
}

async function connect(cluster: Cluster, port: number, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(ADMIN, cluster.password, port, database),
    connectionTimeoutMillis: 5_000,
    application_name: 'waitlessq-keeper',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function serverOf(
  { pid, port, found, letGo }: { pid: number; port: number; found: boolean; letGo: () => void },
  ended: Promise<void>,
): Server {
  let watchman: ChildProcess | undefined;
  let stopping = false;
  return {
    port,
    found,
    ended: ended.then(() => (stopping ? new Promise<void>(() => undefined) : undefined)),
    guard: () => {
      watchman ??= stopWhenWeEnd(pid);
    },
    letGo,
    stop: async () => {
      stopping = true;
      signal(pid, 'SIGINT');
      const quickly = await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })]);
      if (!quickly) {
        signal(pid, 'SIGQUIT');
        await ended;
      }
      watchman?.kill('SIGKILL');
    },
  };
}

/** A watchman at the other end of a pipe: it breaks when this process ends, even by SIGKILL. */
function stopWhenWeEnd(pid: number): ChildProcess {
  const watchman = spawn('sh', ['-c', 'read -r _; kill -INT "$1" 2>/dev/null', 'watchman', String(pid)], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchman.on('error', () => undefined);
  watchman.unref();
  return watchman;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

/**
 * The folder is in use while a session holds the lock. The node that launched the database goes first: who found it running
 * waits a moment before believing that nobody needs it.
 * @returns the session with the lock, or null when another node has it
 */
async function takeFolder(cluster: Cluster, server: Server): Promise<pg.Client | null> {
  const client = await connect(cluster, server.port);
  for (let look = 0; server.found && look < 20; look += 1) {
    if (await isTaken(client)) break;
    await sleep(100);
  }
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [FOLDER_LOCK]);
  if (rows[0]?.mine === true) return client;
  await client.end();
  return null;
}

async function isTaken(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint << 32 | objid::bigint = $1`,
    [FOLDER_LOCK],
  );
  return rows.length > 0;
}

async function prepareService(cluster: Cluster, port: number, password: string): Promise<void> {
  const client = await connect(cluster, port);
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [SERVICE, DATABASE],
    );
    if (!rows[0]?.role) {
      await client.query(`
        CREATE ROLE ${SERVICE} LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)};
        ALTER ROLE ${SERVICE} SET statement_timeout = '5s';
        ALTER ROLE ${SERVICE} SET lock_timeout = '2s';
        ALTER ROLE ${SERVICE} SET idle_in_transaction_session_timeout = '5s';
      `);
    }
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function reason(log: string): string {
  const fatal = log.split('\n').findLast((line) => /FATAL|PANIC|ERROR|error/.test(line));
  return (fatal ?? lastLine(log)).replace(/^.*?(?:FATAL|PANIC|ERROR): +/, '') || 'it said nothing';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
