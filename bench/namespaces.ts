import { redisPid } from './redis-pid.ts';
import type { Bench } from './bench.ts';
import { watchBusy } from './busy.ts';
import { cpuUs } from './cpu-time.ts';
import { Crowd } from './crowd.ts';
import { queueIdOf, slugOf } from './paper-clinics.ts';
import type { RawLineOptions } from './raw-line.ts';
import { Speaker } from './speaker.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

/** One organization has many queues, so that in each setting a queue hears a change as seldom. */
const SETTINGS = [
  { organizations: 1, queues: 500 },
  { organizations: 1_000, queues: 1 },
  { organizations: 5_000, queues: 1 },
];
const SCREENS_PER_QUEUE = 2;
const ROUNDS = 7;
const SPEECH = { changes: 500, everyMs: 3 };

type Used = { redis: number; speaking: number; hearing: number };
type Setting = Awaited<ReturnType<typeof open>>;

/** What a change costs Redis and the nodes however many organizations are connected. */
export async function benchNamespaces(bench: Bench): Promise<Table> {
  const settings = [];
  for (const setting of SETTINGS) settings.push(await open(setting, bench));
  const busyOf = watchBusy({
    'the nodes': settings.flatMap(({ pids }) => [pids.speaking, pids.hearing]),
    Redis: settings.map(({ pids }) => pids.redis),
    'the screens': settings.map(({ crowd }) => crowd.pid),
  });
  const measured = new Map<Setting, Used[]>(settings.map((setting) => [setting, []]));
  const idle = new Map<Setting, number[]>(settings.map((setting) => [setting, []]));
  // The first round warms up and is not counted.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const setting of settings) {
      const { busy, quiet, seconds } = await measure(setting);
      if (turn === 0) continue;
      measured.get(setting)?.push(perChange(busy, quiet));
      idle.get(setting)?.push(quiet.hearing / 1_000 / seconds);
    }
  }
  const of = (setting: Setting, who: keyof Used) => median((measured.get(setting) ?? []).map((used) => used[who]));
  const [one] = settings;
  const rows = settings.map((setting): Row => {
    const beside = (who: keyof Used) => round(of(setting, who) / (one ? of(one, who) : NaN), 2);
    return {
      cells: {
        connected: `${setting.organizations} ${setting.organizations === 1 ? 'organization' : 'organizations'}, ${setting.sockets} sockets`,
        'Redis us': round(of(setting, 'redis'), 1),
        'Redis beside one': beside('redis'),
        'speaking node us': round(of(setting, 'speaking'), 1),
        'node with the screens us': round(of(setting, 'hearing'), 1),
        'node beside one': beside('hearing'),
        'idle node, ms per s': round(median(idle.get(setting) ?? []), 1),
      },
      ...(setting !== one && {
        goals: [
          { of: 'Redis beside one', atMost: 1.2 },
          { of: 'node beside one', atMost: 1.2 },
        ],
      }),
    };
  });
  return {
    title: 'Organizations: CPU of Redis and of the nodes for each change, by how many organizations are connected',
    how:
      `Medians of ${ROUNDS} alternating rounds of ${SPEECH.changes} changes, each to another queue with ${SCREENS_PER_QUEUE} screens; one node says them, the other one has the screens. ` +
      'What the same processes use in as long a time without changes is taken off, and said for the node with the screens.',
    busy: busyOf(),
    rows,
  };
}

async function open({ organizations, queues }: { organizations: number; queues: number }, bench: Bench) {
  const redis = await bench.redis();
  const settings = { kind: 'service', organizations, queues, redisUrl: redis.url } as const;
  const speaking = await Speaker.start(settings, bench);
  const hearing = await Speaker.start(settings, bench);
  const crowd = new Crowd(bench);
  const lines = Array.from({ length: organizations * queues * SCREENS_PER_QUEUE }, (_, number): RawLineOptions => {
    const organization = number % organizations;
    const queue = Math.floor(number / organizations) % queues;
    return { url: hearing.url, namespace: `/org/${slugOf(organization)}`, queueIds: [queueIdOf(organization, queue)] };
  });
  await crowd.open(lines);
  const pids = { redis: await redisPid(redis.url), speaking: speaking.pid, hearing: hearing.pid };
  return { organizations, sockets: lines.length, speaking, crowd, pids };
}

async function measure({ speaking, crowd, pids }: Setting): Promise<{ busy: Used; quiet: Used; seconds: number }> {
  const use = () => ({ redis: cpuUs(pids.redis), speaking: cpuUs(pids.speaking), hearing: cpuUs(pids.hearing) });
  const began = performance.now();
  const { heard } = await crowd.tell();
  const first = use();
  await speaking.speak(SPEECH);
  await crowd.hears(heard + SPEECH.changes * SCREENS_PER_QUEUE);
  const second = use();
  const ms = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, ms));
  return { busy: less(second, first), quiet: less(use(), second), seconds: ms / 1_000 };
}

function less(a: Used, b: Used): Used {
  return { redis: a.redis - b.redis, speaking: a.speaking - b.speaking, hearing: a.hearing - b.hearing };
}

function perChange(busy: Used, quiet: Used): Used {
  const { redis, speaking, hearing } = less(busy, quiet);
  const { changes } = SPEECH;
  return { redis: redis / changes, speaking: speaking / changes, hearing: hearing / changes };
}
