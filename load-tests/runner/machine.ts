import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** How full this machine was, and of whom. Shares are of all cores together; null where the system does not tell. */
export type Load = {
  cores: number;
  busy: number;
  k6: number | null;
  /** The busiest process of the service, as a share of one core: a node is one thread in the main. */
  busiestNode: number | null;
  service: number | null;
  memory: { first: number; most: number; last: number } | null;
};

type Look = { at: number; ticks: Map<number, number>; all: number; idle: number };

/** The kernel's own unit, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const EVERY_MS = 1_000;

/** Looks at this machine from now on until the answered function is called. */
export function watchMachine(k6: number, service: () => readonly number[]): () => Load {
  const first = look([k6, ...service()]);
  const last = new Map<number, number>();
  const memory: number[] = [];
  const servicePids = new Set<number>();
  const glance = () => {
    const pids = service();
    for (const pid of pids) servicePids.add(pid);
    // A process that has ended tells nothing any more: what it told last stays.
    for (const [pid, ticks] of look([k6, ...pids]).ticks) last.set(pid, ticks);
    const sizes = pids.map(memoryOf).filter((size) => size !== null);
    if (sizes.length > 0 && sizes.length === pids.length) memory.push(sizes.reduce((sum, size) => sum + size, 0));
  };
  glance();
  const timer = setInterval(glance, EVERY_MS);
  return () => {
    clearInterval(timer);
    glance();
    const now = look([]);
    const cores = cpus().length;
    const seconds = (now.at - first.at) / 1_000;
    const coreShare = (pid: number) => {
      const ticks = last.get(pid);
      return ticks === undefined ? null : (ticks - (first.ticks.get(pid) ?? 0)) / TICKS_PER_SECOND / seconds;
    };
    const nodes = [...servicePids].map(coreShare).filter((share) => share !== null);
    const ofK6 = coreShare(k6);
    return {
      cores,
      busy: 1 - (now.idle - first.idle) / Math.max(1, now.all - first.all),
      k6: ofK6 === null ? null : ofK6 / cores,
      busiestNode: nodes.length === 0 ? null : Math.max(...nodes),
      service: nodes.length === 0 ? null : nodes.reduce((sum, share) => sum + share, 0) / cores,
      memory:
        memory.length === 0 ? null : { first: memory[0] ?? 0, most: Math.max(...memory), last: memory.at(-1) ?? 0 },
    };
  };
}

/** Which side was full: a figure of a full machine is a figure of k6 as well. */
export function verdict({ busy, k6, service, busiestNode, cores }: Load): string {
  const nodeIsFull = busiestNode !== null && busiestNode >= 0.9;
  const known = (k6 ?? 0) + (service ?? 0);
  if (busy >= 0.9 && known < busy / 2)
    return service === null
      ? 'This machine was full, and of more than k6: the figures are of everything that ran here.'
      : 'This machine was full, mostly of other things than k6 and the nodes (a database is one): the figures are of them as well.';
  if (busy >= 0.9)
    return 'This machine was full: k6 and the service took from each other, and the figures are of both.';
  if (k6 !== null && k6 * cores >= cores * 0.8) return 'k6 was full: the service could have done more.';
  if (nodeIsFull) return 'A node of the service was full: one core, all of the time.';
  return busiestNode === null
    ? 'k6 had room to spare. How full the service was, its own machine tells.'
    : 'Neither side was full: the figures are of the service.';
}

export function sentencesOf(load: Load): string[] {
  const percent = (share: number | null) => (share === null ? 'unknown' : `${Math.round(share * 100)} %`);
  const { memory } = load;
  const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
  return [
    `this machine: ${load.cores} cores, ${percent(load.busy)} busy; k6 took ${percent(load.k6)}, the service's nodes ${percent(load.service)}, the busiest node ${percent(load.busiestNode)} of a core`,
    ...(memory === null
      ? []
      : [
          `memory of the nodes: ${mb(memory.first)} MB at first, ${mb(memory.most)} at most, ${mb(memory.last)} at last`,
        ]),
    verdict(load),
  ];
}

function look(pids: readonly number[]): Look {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (one: (typeof times)[number]) => number) => times.reduce((all, one) => all + of(one), 0);
  const ticks = new Map<number, number>();
  for (const pid of pids) {
    const own = ticksOf(pid);
    if (own !== null) ticks.set(pid, own);
  }
  return {
    at: Date.now(),
    ticks,
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
    idle: sum(({ idle }) => idle),
  };
}

function ticksOf(pid: number): number | null {
  // After the name, which may hold anything, in brackets.
  const fields = proc(pid, 'stat')?.split(') ').at(-1)?.split(' ');
  return fields === undefined ? null : Number(fields[11]) + Number(fields[12]);
}

function memoryOf(pid: number): number | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(proc(pid, 'status') ?? '') ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}

/** Null on other systems than Linux, and for a process that has ended. */
function proc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
