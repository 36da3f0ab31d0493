import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

export interface Redis {
  url: string;
  /** Neither killed nor paused. */
  readonly isAnswering: boolean;
  /** Dies at once, as in a crash. Its port stays its own: `start` brings an empty Redis back to the same address. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Hangs: connections stay open and nobody answers. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/**
 * A Redis of one's own, empty and without persistence; it starts in some 30 ms, so no two files share one.
 * @param port  any free one unless said, @param settings  more words of its command line
 */
export async function startRedis({
  port: own,
  settings = [],
}: { port?: number; settings?: readonly string[] } = {}): Promise<Redis> {
  const program = findProgram('redis-server');
  if (program === undefined) throw new Error('redis-server is missing: npm test says how to get it');
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-redis-'));
  const port = own ?? (await freePort());
  let running: ChildProcess;
  let paused = false;

  const start = async () => {
    running = spawn(
      program,
      ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no', ...settings],
      { stdio: 'ignore' },
    );
    await eventually(() => answers(port));
  };
  const isRunning = () => running.exitCode === null && running.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return;
    const gone = once(running, 'exit');
    // A paused process hears no other signal.
    running.kill('SIGCONT');
    paused = false;
    running.kill(signal);
    await gone;
  };

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    get isAnswering() {
      return isRunning() && !paused;
    },
    start,
    kill: () => end('SIGKILL'),
    pause: () => {
      paused = running.kill('SIGSTOP');
    },
    resume: () => {
      paused = !running.kill('SIGCONT');
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const reply = String(await once(socket, 'data'));
    if (reply !== '+PONG\r\n') throw new Error(`Redis answers ${reply}`);
  } finally {
    socket.destroy();
  }
}
