import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** Pictures are taken at twenty to eleven or so, whenever that is: a waiting room at midnight convinces nobody. */
const HOUR = 10;

export type Links = Record<'Display' | 'Kiosk' | 'Staff' | 'Admin' | 'Patient', string>;
export type Demo = { links: Links; timeZone: string; stop(): Promise<void> };

/** The demo as `npm start` shows it, on a morning that is always the same; nobody comes or goes while pictures are taken. */
export async function openDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-pictures-'));
  const timeZone = zoneWhereItIs(HOUR);
  const demo = spawn(process.execPath, [join(root, 'server/cli/start.mjs')], {
    cwd: root,
    // Settings that are empty are absent, also where an .env has them.
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DATA_DIR: folder, PORT: '0', TZ: timeZone },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    await end(demo);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const links = linksIn(await wordsOf(demo));
    demo.kill('SIGUSR2');
    return { links, timeZone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `Etc/GMT+3` is three hours behind Greenwich. */
function zoneWhereItIs(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

function linksIn(said: string): Links {
  const link = (screen: string) => {
    const found = new RegExp(`^  ${screen} .*\\n  (http\\S+)`, 'm').exec(said)?.[1];
    if (found === undefined) throw new Error(`the demo printed no link of the ${screen}:\n${said}`);
    return found;
  };
  return {
    Display: link('Display'),
    Kiosk: link('Kiosk'),
    Staff: link('Staff'),
    Admin: link('Admin'),
    Patient: link('Patient'),
  };
}

/** All that the start says, up to its last line. */
function wordsOf(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    demo.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('p + Enter')) resolve(said);
    });
    demo.once('exit', () => reject(new Error(`the demo ended:\n${said}`)));
  });
}

async function end(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null || demo.signalCode !== null) return;
  const gone = once(demo, 'exit');
  demo.kill('SIGTERM');
  await gone;
}
