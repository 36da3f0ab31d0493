import { cpus } from 'node:os';
import { ownCpuMs, treeCpuMs } from './cpu.ts';

/** Of whom: one process, several, or one with all its children. */
export type Party = number | readonly number[] | { tree: number };

const LOOK_EVERY_MS = 500;

/** Watches who takes the machine from now on; the answered function says it in a sentence. */
export function watchBusy(parties: Readonly<Record<string, Party | (() => Party)>>): () => string {
  const names = Object.keys(parties);
  const used = names.map(() => 0);
  let last = names.map((name) => timesOf(parties[name]));
  const look = () => {
    const now = names.map((name) => timesOf(parties[name]));
    now.forEach((times, party) => {
      for (const [pid, ms] of times) used[party] = (used[party] ?? 0) + Math.max(0, ms - (last[party]?.get(pid) ?? 0));
    });
    last = now;
  };
  // A process that ends in between keeps what it had used by the last look.
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  const began = { at: performance.now(), ...machineTimes() };
  return () => {
    clearInterval(timer);
    look();
    const seconds = (performance.now() - began.at) / 1000;
    const now = machineTimes();
    const busy = 1 - (now.idle - began.idle) / Math.max(1, now.all - began.all);
    const shares = names.map((name, party) => `${name} ${percent((used[party] ?? 0) / 1000 / seconds)}`);
    return `${cpus().length} cores were ${percent(busy)} busy${shares.length === 0 ? '' : `; of one core took ${shares.join(', ')}`}.${busy >= 0.9 ? ' The machine was full: everybody took from everybody.' : ''}`;
  };
}

function timesOf(party: Party | (() => Party) | undefined): Map<number, number> {
  const who = typeof party === 'function' ? party() : party;
  const pids = typeof who === 'number' ? [who] : Array.isArray(who) ? (who as readonly number[]) : []; // Array.isArray forgets readonly
  const times = new Map(pids.map((pid) => [pid, ownCpuMs(pid)]));
  if (who !== undefined && typeof who === 'object' && 'tree' in who) times.set(who.tree, treeCpuMs(who.tree));
  // One that is gone tells nothing.
  return new Map([...times].filter(([, ms]) => !Number.isNaN(ms)));
}

function machineTimes(): { all: number; idle: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { all, idle: times.reduce((sum, { idle }) => sum + idle, 0) };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
