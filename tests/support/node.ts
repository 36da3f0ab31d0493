import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '..', '..');

export interface NodeSettings {
  databaseUrl: string;
  adminUrl?: string;
  redisUrl?: string;
  /** That of one that was there before; any free one otherwise. */
  port?: number;
  /** More environment, or other than what a test node starts with. */
  env?: Record<string, string>;
}

export interface RunningNode {
  url: string;
  pid: number;
  /** Everything it has written so far. */
  logs(): string;
  kill(signal: NodeJS.Signals): void;
  /** Asks it to drain and waits; answers with its exit code. */
  stop(): Promise<number | null>;
}

/** A real node of the service, as `npm run build` made it, ready to answer. */
export async function startNode(settings: NodeSettings): Promise<RunningNode> {
  const port = settings.port ?? (await freePort());
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: environment(settings, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  child.stdout.on('data', (chunk) => written.push(String(chunk)));
  child.stderr.on('data', (chunk) => written.push(String(chunk)));
  const logs = () => written.join('');
  const url = `http://127.0.0.1:${port}`;

  try {
    await becomesReady(url, child);
  } catch (error) {
    await end(child, 'SIGKILL');
    throw new Error(`the node did not become ready: ${String(error)}\n${logs()}`, { cause: error });
  }
  return {
    url,
    // A process that answers has an id.
    pid: child.pid as number,
    logs,
    kill: (signal) => void child.kill(signal),
    stop: () => end(child, 'SIGTERM'),
  };
}

function environment({ databaseUrl, adminUrl, redisUrl, env }: NodeSettings, port: number): NodeJS.ProcessEnv {
  return {
    // Nothing of the developer's own settings gets in.
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: process.env['TMPDIR'],
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ...(adminUrl && { DATABASE_ADMIN_URL: adminUrl }),
    ...(redisUrl && { REDIS_URL: redisUrl }),
    // Nodes of one cluster share it, and it is worth nothing outside the tests.
    SECRET_KEY: 'only-for-tests-0123456789abcdef0123456789abcdef',
    ...env,
  };
}

async function becomesReady(url: string, child: ChildProcess): Promise<void> {
  let ended = false;
  child.once('exit', () => (ended = true));
  await eventually(
    async () => {
      if (ended) return;
      const response = await fetch(`${url}/readyz`);
      if (!response.ok) throw new Error(`/readyz says ${response.status} ${await response.text()}`);
    },
    { within: 60_000, every: 50 },
  );
  if (ended) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    // All it wrote has arrived then, too.
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}
