import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

const root = join(import.meta.dirname, '../..');

export type Started = {
  pid: number;
  output(): string;
  complaints(): string;
  /** Waits until it has written this. */
  says(words: string | RegExp, within?: number): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals | null>;
};

/** Starts the service as a person would, with nothing of this process's own settings but what is given. */
export function start(
  environment: Record<string, string>,
  {
    command = [process.execPath, join(root, 'dist/server/main.js')],
    folder = root,
    uid,
  }: { command?: string[]; folder?: string; uid?: number | undefined } = {},
): Started {
  const [program = process.execPath, ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (written.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (written.stderr += String(chunk)));
  const closed = once(child, 'close');
  return {
    pid: child.pid as number, // node itself, which is there
    output: () => written.stdout,
    complaints: () => written.stderr,
    async says(words, within = 30_000) {
      const found = () => written.stdout.search(words) >= 0;
      const silence = () => new Error(`it has not said ${String(words)}:\n${written.stdout}${written.stderr}`);
      const ended = await eventually(
        () => {
          if (found() || hasEnded(child)) return !found();
          throw silence();
        },
        { within, every: 50 },
      );
      if (ended) throw silence();
    },
    signal: (signal) => void child.kill(signal),
    async ended() {
      await closed;
      return child.exitCode ?? child.signalCode;
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
