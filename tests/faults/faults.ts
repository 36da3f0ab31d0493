import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from '../support/eventually.ts';
import { findLibfaketime } from '../support/find-program.ts';
import type { RunningNode } from '../support/node.ts';
import { LASTS_MS, LONG } from './extent.ts';
import { failOver } from './fail-over.ts';
import type { Hospital } from './hospital.ts';
import { openSilentReaders } from './silent-readers.ts';
import { takeConnections } from './take-connections.ts';

/** Something that goes wrong, and goes over. */
export type Fault = {
  name: string;
  /** Two things break at once only in different parts: nobody can kill what is dead. */
  part: 'node' | 'clock' | 'Redis' | 'PostgreSQL' | 'network' | 'client';
  /** Has to begin while everything else is whole. */
  first?: true;
  /** Tells nothing when something else is broken as well. */
  alone?: true;
  /** Whether screens become current although it goes on, also when nothing happens any more that could tell them. */
  screensFollow?: true;
  /** Why it cannot be had here, or null. */
  leftOut?(hospital: Hospital): string | null;
  /** @returns what ends it, and may have something to tell */
  begin(hospital: Hospital): Promise<() => Promise<string | void>>;
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'a node is killed',
    part: 'node',
    async begin(hospital) {
      const victim = any(hospital);
      victim.kill('SIGKILL');
      hospital.withdraw(victim);
      return async () => void (await another(hospital));
    },
  },
  {
    name: 'a node hangs',
    part: 'node',
    async begin(hospital) {
      const victim = any(hospital);
      victim.kill('SIGSTOP');
      return async () => victim.kill('SIGCONT');
    },
  },
  {
    name: 'a new version is rolled out',
    part: 'node',
    async begin(hospital) {
      const rolledOut = rollOut(hospital);
      // Heard of at the end; until then something else may stand in its way.
      rolledOut.catch(() => undefined);
      return () => rolledOut;
    },
  },
  {
    name: "a node's clock jumps an hour ahead, then an hour behind",
    part: 'clock',
    first: true,
    screensFollow: true,
    leftOut: () => (findLibfaketime() === undefined ? 'libfaketime is missing: apt-get install libfaketime' : null),
    begin: changeClock,
  },
  {
    name: 'Redis is killed',
    part: 'Redis',
    screensFollow: true,
    async begin({ service: { redis } }) {
      await redis.kill();
      return () => redis.start();
    },
  },
  {
    name: 'Redis hangs',
    part: 'Redis',
    screensFollow: true,
    async begin({ service: { redis } }) {
      redis.pause();
      return async () => redis.resume();
    },
  },
  {
    name: 'PostgreSQL is killed',
    part: 'PostgreSQL',
    async begin({ postgres }) {
      await postgres.kill();
      return () => postgres.start();
    },
  },
  {
    name: 'PostgreSQL hangs',
    part: 'PostgreSQL',
    async begin({ postgres }) {
      postgres.pause();
      return async () => postgres.resume();
    },
  },
  {
    name: 'PostgreSQL fails over to a replica that lost the last commits',
    part: 'PostgreSQL',
    begin: failOver,
  },
  {
    name: 'PostgreSQL has no connection left',
    part: 'PostgreSQL',
    begin: ({ service: { database } }) => takeConnections(database),
  },
  {
    name: 'every connection waits for a lock',
    part: 'PostgreSQL',
    async begin({ service: { database } }) {
      const client = new pg.Client(database.adminUrl);
      await client.connect();
      await client.query('BEGIN');
      await client.query('LOCK TABLE entries IN ACCESS EXCLUSIVE MODE');
      return () => client.end();
    },
  },
  {
    name: "the database's disk is full",
    part: 'PostgreSQL',
    leftOut: needsSmallDisk,
    begin: fillDisk,
  },
  {
    name: "the database's disk is full, and its log wants more",
    part: 'PostgreSQL',
    leftOut: needsSmallDisk,
    async begin(hospital) {
      const free = await fillDisk(hospital);
      await wantMoreLog(hospital.service.database.adminUrl);
      return free;
    },
  },
  {
    name: 'every line is cut, again and again',
    part: 'network',
    async begin({ wire }) {
      wire.cut();
      const again = setInterval(() => wire.cut(), 700);
      return async () => clearInterval(again);
    },
  },
  {
    name: 'the network holds everything back',
    part: 'network',
    async begin({ wire }) {
      wire.hold();
      return async () => wire.release();
    },
  },
  {
    name: 'answers are lost',
    part: 'network',
    async begin({ wire }) {
      wire.swallowAnswers();
      return async () => wire.release();
    },
  },
  {
    name: 'the network is slow',
    part: 'network',
    async begin({ wire }) {
      wire.delay(300);
      return async () => wire.delay(0);
    },
  },
  {
    name: 'some ask and never read, but answer pings',
    part: 'client',
    alone: true,
    screensFollow: true,
    leftOut: () => (LONG ? null : 'only the long form has the time: npm run test:faults'),
    begin: openSilentReaders,
  },
];

/** As somebody who watches over nodes does: until one runs, whatever else is broken. */
function another({ service }: Hospital, environment: Record<string, string> = {}): Promise<RunningNode> {
  return eventually(() => service.startNode(environment), { within: 120_000, every: 500 });
}

/** A node that does not leave when it is told to is made to. */
const LEAVES_WITHIN_MS = 15_000;

/** One after the other, as far as starting goes: each old one takes leave of its screens while the next new one starts. */
async function rollOut(hospital: Hospital): Promise<void> {
  const leaving: Promise<void>[] = [];
  for (const old of [...hospital.service.nodes]) {
    await another(hospital);
    hospital.withdraw(old);
    leaving.push(leave(old));
  }
  await Promise.all(leaving);
}

async function leave(node: RunningNode): Promise<void> {
  const losePatience = setTimeout(() => node.kill('SIGKILL'), LEAVES_WITHIN_MS);
  await node.stop();
  clearTimeout(losePatience);
}

/** One more node, which half of the clients move to; then its clock goes wrong while it works. */
async function changeClock(hospital: Hospital): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-clock-'));
  const clock = join(folder, 'offset');
  const set = (seconds: string) => writeFileSync(clock, seconds);
  set('+0');
  const node = await another(hospital, {
    LD_PRELOAD: findLibfaketime() ?? '',
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    // A clock that is set does not touch the one that timers go by.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  });
  hospital.wire.cut();
  set('+3600');
  const behind = setTimeout(() => set('-3600'), LASTS_MS / 2);
  return async () => {
    clearTimeout(behind);
    set('+0');
    hospital.withdraw(node);
    node.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  };
}

function needsSmallDisk({ postgres }: Hospital): string | null {
  return postgres.disk === null ? 'no small disk may be mounted here: run as root' : null;
}

async function fillDisk({ postgres }: Hospital): Promise<() => Promise<void>> {
  await postgres.disk?.fill();
  return async () => {
    postgres.disk?.free();
    // It has tried to go on by itself for as long as it could.
    await eventually(
      async () => {
        if (!postgres.isRunning) await postgres.start();
        const client = new pg.Client(postgres.url);
        client.on('error', () => undefined);
        await client.connect();
        await client.end();
      },
      { within: 60_000 },
    );
  };
}

/** Files of the log that were made before; then there is no room for the next one. */
const SPARE_LOG = 8;

async function wantMoreLog(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let n = 0; n < SPARE_LOG; n++) {
      await client.query('SELECT pg_logical_emit_message(false, $1, $2)', ['full', 'x'.repeat(1000)]);
      await client.query('SELECT pg_switch_wal()');
    }
  } catch {
    // What was wanted: PostgreSQL has stopped at once rather than lose what it has promised.
  } finally {
    await client.end().catch(() => undefined);
  }
}

function any({ service: { nodes }, chance }: Hospital): RunningNode {
  const node = nodes[Math.floor(chance() * nodes.length)];
  if (!node) throw new Error('no node is left');
  return node;
}
